package dev.mig.syntax;

import dev.mig.source.Diagnostic;
import dev.mig.source.Edited;
import dev.mig.source.Source;
import dev.mig.source.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;

/** From text to tree. Never throws, whatever the text is. */
public final class Syntax {
  /** Above this size a suggestion is not tried out by parsing the text again. */
  private static final int SMALL = 200_000;

  private static final int MOST_TRIED = 20;

  /** Where the rows begin in a loop over them. */
  private static final int ROWS_AT = "row r in (".length();

  private Syntax() {}

  /** Parses a whole script; what is wrong with it stands in the result, sorted by place. */
  public static Parsed parse(Source source) {
    Parsed parsed = parseOnce(source);
    return parsed.diagnostics().isEmpty() ? parsed : withSoundSuggestions(parsed);
  }

  /**
   * Parses for tools that look at a text while it is written, and need its tree alone: a character
   * that no script may hold counts as a blank, and no suggestion is tried out.
   */
  public static Parsed draft(Source source) {
    String text = Limits.blanked(source.text());
    Parsed parsed = parseOnce(new Source(source.name(), text));
    return new Parsed(source, parsed.tree(), parsed.tokens(), parsed.diagnostics());
  }

  /**
   * The tokens of a text, comments and blanks on their channels; together they are the whole text.
   */
  public static CommonTokenStream tokens(String name, String text) {
    MigLexer lexer = new MigLexer(new TextStream(name, text));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    return tokens;
  }

  /**
   * Parses statements that stand in a longer text.
   *
   * @param source the longer text, or what stands for it while it grows
   * @param text the statements
   * @param base where they begin in it
   * @return nothing where they do not fit the grammar
   */
  public static Optional<Parsed> fragment(Source source, String text, int base) {
    return fragment(source, text, base, MigParser::script)
        .map(f -> new Parsed(source, f.tree(), f.tokens(), List.of()));
  }

  /** A part of a script. */
  private record Fragment<C>(C tree, CommonTokenStream tokens) {}

  /** Parses an expression that is a text of its own; nothing where it is none. */
  public static Optional<MigParser.ExpressionContext> expression(String text) {
    return fragment(new Source("", text), text, 0, MigParser::expression)
        .filter(f -> f.tokens().LA(1) == Token.EOF)
        .map(Fragment::tree);
  }

  /** Parses what stands in the parentheses of a loop over rows; nothing where it does not fit. */
  public static Optional<MigParser.RowLoopContext> rowLoop(String text) {
    String loop = "row r in (" + text + ")";
    return fragment(new Source("", loop), loop, -ROWS_AT, MigParser::loop)
        .filter(f -> f.tokens().LA(1) == Token.EOF)
        .map(f -> (MigParser.RowLoopContext) f.tree());
  }

  private static <C> Optional<Fragment<C>> fragment(
      Source source, String text, int base, Function<MigParser, C> rule) {
    MigLexer lexer = new MigLexer(new TextStream(source.name(), text, base));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    MigParser parser = new MigParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    for (PredictionMode mode : List.of(PredictionMode.SLL, PredictionMode.LL)) {
      tokens.seek(0);
      parser.reset();
      parser.getInterpreter().setPredictionMode(mode);
      try {
        return Optional.of(new Fragment<>(rule.apply(parser), tokens));
      } catch (ParseCancellationException fault) {
        // With the first prediction it may fit all the same.
      }
    }
    return Optional.empty();
  }

  /** Whether a name can stand anywhere without quotes. */
  public static boolean isPlainName(String name) {
    List<Token> found = tokens("", name).getTokens();
    return found.size() == 2 && found.getFirst().getType() == MigLexer.IDENTIFIER;
  }

  private static Parsed parseOnce(Source source) {
    Optional<Diagnostic> refusal = Limits.refusal(source);
    if (refusal.isPresent()) {
      return unread(source, refusal.get());
    }
    CommonTokenStream tokens = tokens(source.name(), source.text());
    Words words = new Words(tokens);
    Optional<Diagnostic> tooDeep = Limits.tooDeep(source, words);
    if (tooDeep.isPresent()) {
      return unread(source, tooDeep.get());
    }
    Faults faults = new Faults(source, words);
    Recovery recovery = new Recovery(words, faults);
    MigParser parser = new MigParser(tokens);
    MigParser.ScriptContext tree = parse(parser, recovery);
    List<Diagnostic> found = new ArrayList<>(recovery.found());
    found.addAll(faults.emptyNames());
    tooLong(source, parser, tree, found);
    Closings closings = new Closings(source, words);
    closings
        .unclosedToken(tokens)
        .ifPresent(
            unclosed -> {
              replaceWhatFollows(unclosed, found);
              breakWhatFollows(unclosed, parser, tree);
            });
    if (!found.isEmpty()) {
      closings.unclosedBrace().ifPresent(unclosed -> replaceWhatFollows(unclosed, found));
    }
    found.sort(Comparator.comparingInt(diagnostic -> diagnostic.span().start()));
    return new Parsed(source, tree, tokens, found);
  }

  private static MigParser.ScriptContext parse(MigParser parser, Recovery recovery) {
    parser.removeErrorListeners();
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    parser.setErrorHandler(new BailErrorStrategy());
    try {
      return parser.script();
    } catch (ParseCancellationException fault) {
      // SLL refuses more than the grammar does, so its faults are never shown
      parser.getTokenStream().seek(0);
      parser.reset();
      parser.getInterpreter().setPredictionMode(PredictionMode.LL);
      parser.setErrorHandler(recovery);
      return parser.script();
    }
  }

  private static Parsed unread(Source source, Diagnostic why) {
    CommonTokenStream none = tokens(source.name(), "");
    return new Parsed(source, new MigParser(none).script(), none, List.of(why));
  }

  /** What stands after an opening that is never closed is not worth a message. */
  private static void replaceWhatFollows(Diagnostic unclosed, List<Diagnostic> found) {
    if (found.stream()
        .anyMatch(d -> d.code() == unclosed.code() && d.span().start() < unclosed.span().start())) {
      return;
    }
    found.removeIf(
        d -> d.span().end() >= unclosed.span().start() && d.span().start() >= lineOf(unclosed));
    found.add(unclosed);
  }

  /** Statements that reach beyond an opening that is never closed are not what was meant. */
  private static void breakWhatFollows(
      Diagnostic unclosed, MigParser parser, MigParser.ScriptContext tree) {
    for (MigParser.StatementContext statement : tree.statement()) {
      if (Spans.of(statement).end() > unclosed.span().start()) {
        markBroken(parser, statement);
      }
    }
  }

  private static void markBroken(MigParser parser, MigParser.StatementContext statement) {
    statement.exception = new RecognitionException(parser, parser.getInputStream(), statement);
  }

  private static int lineOf(Diagnostic diagnostic) {
    Source source = diagnostic.source();
    return source == null ? 0 : source.lineStart(source.line(diagnostic.span().start()));
  }

  /** Marks statements whose trees are too deep as broken, so that nobody walks them. */
  private static void tooLong(
      Source source, MigParser parser, MigParser.ScriptContext tree, List<Diagnostic> found) {
    Deque<ParseTree> blocks = new ArrayDeque<>(List.of(tree));
    while (!blocks.isEmpty()) {
      ParseTree block = blocks.pop();
      for (int i = 0; i < block.getChildCount(); i++) {
        if (!(block.getChild(i) instanceof MigParser.StatementContext statement)
            || statement.exception != null) {
          continue;
        }
        Optional<Diagnostic> tooLong = Limits.tooLong(source, statement);
        if (tooLong.isPresent()) {
          markBroken(parser, statement);
          found.add(tooLong.get());
        } else if (statement.getChild(0) instanceof ParserRuleContext inner) {
          blocks.addAll(inner.getRuleContexts(MigParser.BlockContext.class));
        }
      }
    }
  }

  /** Keeps only the suggestions that make the script better: applied, it has fewer faults. */
  private static Parsed withSoundSuggestions(Parsed parsed) {
    int tried = 0;
    List<Diagnostic> sound = new ArrayList<>();
    for (Diagnostic diagnostic : parsed.diagnostics()) {
      List<Suggestion> kept = new ArrayList<>();
      for (Suggestion suggestion : diagnostic.suggestions()) {
        if (tried++ < MOST_TRIED && isSound(parsed, suggestion)) {
          kept.add(suggestion);
        }
      }
      sound.add(diagnostic.suggesting(kept));
    }
    return new Parsed(parsed.source(), parsed.tree(), parsed.tokens(), sound);
  }

  private static boolean isSound(Parsed parsed, Suggestion suggestion) {
    Source source = parsed.source();
    if (source.text().length() > SMALL) {
      return false;
    }
    Parsed better = parseOnce(Edited.of(source, suggestion.edits()).source());
    return better.diagnostics().size() < parsed.diagnostics().size();
  }
}
