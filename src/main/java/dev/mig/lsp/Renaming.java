package dev.mig.lsp;

import dev.mig.language.Occurrence;
import dev.mig.language.Symbol;
import dev.mig.language.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Gives a name to what a script makes, wherever it goes by the name that it has at a place. */
final class Renaming {
  private Renaming() {}

  /**
   * Whether that can be done, and what is there now; empty where no name stands.
   *
   * @throws ResponseErrorException with the reason where it cannot
   */
  static Optional<PrepareRenameResult> prepare(Analysis analysis, Position place) {
    Optional<Occurrence> here = Navigation.at(analysis, place);
    here.ifPresent(o -> places(analysis, o));
    return here.map(
        o -> new PrepareRenameResult(analysis.positions().range(o.place().span()), o.name()));
  }

  /**
   * The edits of all files.
   *
   * @throws ResponseErrorException with the reason where it cannot be done
   */
  static WorkspaceEdit edits(Analysis analysis, Position place, String name) {
    if (name.isBlank()) {
      throw refused("a name cannot be empty");
    }
    Optional<Occurrence> here = Navigation.at(analysis, place);
    if (here.isEmpty()) {
      throw refused("there is no name here");
    }
    Map<String, List<TextEdit>> edits = new HashMap<>();
    for (Occurrence occurrence : places(analysis, here.get())) {
      Location location = Navigation.location(analysis, occurrence.place());
      edits
          .computeIfAbsent(location.getUri(), uri -> new ArrayList<>())
          .add(new TextEdit(location.getRange(), Written.quoted(name.strip())));
    }
    return new WorkspaceEdit(edits);
  }

  /** Those that have to change; a script that is applied must stay as it is. */
  private static List<Occurrence> places(Analysis analysis, Occurrence here) {
    List<Occurrence> all = analysis.whole().symbols().sameName(here);
    Optional<Occurrence> giver = all.stream().filter(Occurrence::gives).findFirst();
    if (giver.isEmpty()) {
      throw refused(here.name() + " is older than the scripts; " + advice(here));
    }
    for (Occurrence occurrence : all) {
      if (analysis.whole().isApplied(occurrence.place().source())) {
        String file = String.valueOf(Addresses.name(occurrence.place().source()));
        throw refused(here.name() + " is named in " + file + ", which is applied; " + advice(here));
      }
    }
    return all;
  }

  private static String advice(Occurrence here) {
    boolean column = here.symbol().kind() == Symbol.Kind.COLUMN;
    return switch (here.symbol().kind()) {
      case TABLE, COLUMN ->
          "a new migration can say: rename "
              + (column ? "column " + here.table() + "." : "table ")
              + here.name()
              + " to …";
      default -> "a new migration can give it another name";
    };
  }

  private static ResponseErrorException refused(String why) {
    return new ResponseErrorException(
        new ResponseError(ResponseErrorCode.RequestFailed, why, null));
  }
}
