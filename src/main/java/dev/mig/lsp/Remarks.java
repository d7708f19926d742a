package dev.mig.lsp;

import dev.mig.compile.WayBack;
import dev.mig.language.Definitions;
import dev.mig.language.Hint;
import dev.mig.language.Hints;
import dev.mig.language.Moments;
import dev.mig.language.Signatures;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Tuple;

/** What an editor shows between and inside of lines, and while arguments are typed. */
final class Remarks {
  private Remarks() {}

  static List<InlayHint> hints(Analysis analysis, Range range) {
    Span wanted = analysis.positions().span(range);
    List<InlayHint> shown = new ArrayList<>();
    for (Hint hint :
        Hints.of(
            analysis.document().source(),
            analysis.moments(),
            analysis.whole().symbols(),
            analysis::rows)) {
      if (hint.offset() < wanted.start() || hint.offset() > wanted.end()) {
        continue;
      }
      InlayHint remark =
          new InlayHint(analysis.positions().position(hint.offset()), Either.forLeft(hint.text()));
      if (hint.kind() == Hint.Kind.TYPE) {
        remark.setKind(InlayHintKind.Type);
      } else {
        remark.setPaddingLeft(true);
      }
      if (!hint.tooltip().isEmpty()) {
        remark.setTooltip(hint.tooltip());
      }
      shown.add(remark);
    }
    return shown;
  }

  /** Above each statement: its SQL on either database, and why it cannot be taken back. */
  static List<CodeLens> lenses(Analysis analysis) {
    List<CodeLens> lenses = new ArrayList<>();
    Set<Span> seen = new HashSet<>();
    for (Moments.Moment moment : analysis.moments().all()) {
      if (!seen.add(moment.span())) {
        continue;
      }
      Range range = analysis.positions().range(moment.span());
      Range first = new Range(range.getStart(), range.getStart());
      for (String dialect : StatementSqls.DIALECTS) {
        Command show =
            new Command(
                "SQL on " + dialect,
                StatementSqls.COMMAND,
                List.of(analysis.document().uri(), dialect, range.getStart()));
        lenses.add(new CodeLens(first, show, null));
      }
      String why = moment.report().why();
      if (moment.report().reverse() == WayBack.NONE
          && moment.part().wayBack() == WayBack.NONE
          && why != null) {
        lenses.add(new CodeLens(first, new Command("irreversible: " + why, ""), null));
      }
    }
    return lenses;
  }

  static Optional<SignatureHelp> signatures(Analysis analysis, Position place) {
    return Signatures.at(
            analysis.text(), analysis.positions().offset(place), Definitions.of(analysis.text()))
        .map(Remarks::shown);
  }

  private static SignatureHelp shown(Signatures.Help help) {
    List<SignatureInformation> all = new ArrayList<>();
    for (Signatures.Signature signature : help.signatures()) {
      SignatureInformation shown = new SignatureInformation(signature.label());
      if (!signature.documentation().isEmpty()) {
        shown.setDocumentation(signature.documentation());
      }
      List<ParameterInformation> parameters = new ArrayList<>();
      for (Span parameter : signature.parameters()) {
        ParameterInformation information = new ParameterInformation();
        information.setLabel(Tuple.two(parameter.start(), parameter.end()));
        parameters.add(information);
      }
      shown.setParameters(parameters);
      all.add(shown);
    }
    return new SignatureHelp(all, help.active(), Math.max(0, help.parameter()));
  }
}
