package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.CheckOptionContext;
import dev.mig.syntax.MigParser.ColumnDefinitionContext;
import dev.mig.syntax.MigParser.ColumnOptionContext;
import dev.mig.syntax.MigParser.DefaultOptionContext;
import dev.mig.syntax.MigParser.GeneratedOptionContext;
import dev.mig.syntax.MigParser.IdentityOptionContext;
import dev.mig.syntax.MigParser.NotNullOptionContext;
import dev.mig.syntax.MigParser.PrimaryKeyOptionContext;
import dev.mig.syntax.MigParser.ReferencesOptionContext;
import dev.mig.syntax.MigParser.TypeRefContext;
import dev.mig.syntax.MigParser.UniqueOptionContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new column as written: {@code NAME TYPE [not null] [default e] [identity] [primary key]
 * [unique] [references T(c) …] [check (e)] [generated as (e)]}.
 */
public record ColumnSpec(
    WrittenName name, SqlType type, Span typeSpan, List<Option> options, Span span) {
  /** What is said after the type. */
  sealed interface Option {
    Span span();
  }

  record NotNull(Span span) implements Option {}

  record Default(Expr value, Span span) implements Option {}

  record Identity(Span span) implements Option {}

  record PrimaryKey(Span span) implements Option {}

  record Unique(Span span) implements Option {}

  record References(ForeignTarget target, Span span) implements Option {}

  record Check(Expr condition, Span span) implements Option {}

  record Generated(Expr value, Span span) implements Option {}

  public ColumnSpec {
    options = List.copyOf(options);
  }

  public static ColumnSpec read(ColumnDefinitionContext node, Reader reader) {
    return read(
        Reader.name(node.newName()),
        node.typeRef(),
        node.columnOption(),
        Reader.span(node),
        reader);
  }

  static ColumnSpec read(
      WrittenName name,
      TypeRefContext type,
      List<ColumnOptionContext> options,
      Span span,
      Reader reader) {
    return new ColumnSpec(
        name,
        reader.type(type),
        Reader.span(type),
        options.stream().map(o -> option(o, reader)).toList(),
        span);
  }

  private static Option option(ColumnOptionContext node, Reader reader) {
    Span span = Reader.span(node);
    return switch (node) {
      case NotNullOptionContext o -> new NotNull(span);
      case DefaultOptionContext o -> new Default(reader.defaultValue(o.defaultValue()), span);
      case IdentityOptionContext o -> new Identity(span);
      case PrimaryKeyOptionContext o -> new PrimaryKey(span);
      case UniqueOptionContext o -> new Unique(span);
      case ReferencesOptionContext o ->
          new References(
              ForeignTarget.read(o.foreignTarget(), o.referentialAction(), reader), span);
      case CheckOptionContext o -> new Check(reader.expression(o.expression()), span);
      case GeneratedOptionContext o -> new Generated(reader.expression(o.expression()), span);
      default -> throw new IllegalStateException("column option " + node.getClass());
    };
  }

  <T extends Option> @Nullable T option(Class<T> kind) {
    return options.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
  }

  /**
   * The column without its default and formula: type, nullability and numbering. Reports what
   * contradicts itself.
   */
  Column plain(Lowering to, Table own) {
    contradictions(to);
    String newName = to.newName(name, Names.ofColumns(own), "column of " + own.name() + " called");
    SqlType resolved = SchemaTypes.resolve(to, type, typeSpan, own.options().strict());
    boolean nullable = option(NotNull.class) == null && option(PrimaryKey.class) == null;
    Column column = Column.of(newName, resolved, nullable);
    Identity identity = option(Identity.class);
    return identity == null ? column : Numbering.identity(to, column, identity.span);
  }

  /** The whole column, in a table that has it and all others. */
  Column whole(Lowering to, Table own, Column plain) {
    Default said = option(Default.class);
    if (said != null) {
      return defaulted(to, plain, said.value);
    }
    Generated generated = option(Generated.class);
    if (generated == null) {
      return plain;
    }
    Optional<Expr> formula = Formulas.generated(to, generated.value, own, plain);
    if (formula.isPresent() && readsGenerated(to, own, plain, formula.get(), generated.span)) {
      return plain;
    }
    return formula.map(f -> plain.withGenerated(new Column.Generated(f, true))).orElse(plain);
  }

  private static boolean readsGenerated(
      Lowering to, Table own, Column plain, Expr formula, Span at) {
    for (String each : formula.columns()) {
      boolean computed = own.column(each).map(c -> c.generated() != null).orElse(false);
      if (computed || each.equals(plain.name())) {
        to.report(
            Diagnostic.error(Code.NOT_ALLOWED_HERE, plain.name() + " cannot be made from " + each)
                .at(at, each.equals(plain.name()) ? "from itself" : each + " is generated too"));
        return true;
      }
    }
    return false;
  }

  /** A column with a default; {@code default null} is none. */
  static Column defaulted(Lowering to, Column column, Expr value) {
    Optional<Expr> typed = Formulas.defaultValue(to, value, column);
    boolean none = typed.isEmpty() || (typed.get() instanceof Expr.Literal l && l.value() == null);
    return column.withDefault(none ? null : typed.get());
  }

  private void contradictions(Lowering to) {
    Map<Class<?>, Option> first = new HashMap<>();
    for (Option option : options) {
      Option before = first.putIfAbsent(option.getClass(), option);
      if (before != null && !(option instanceof Check)) {
        to.report(
            Diagnostic.error(
                    Code.SAID_TWICE, words(option) + " of " + name.text() + " is said twice")
                .at(option.span(), "again")
                .also(before.span(), "here first"));
      }
    }
    exclude(to, option(Default.class), option(Identity.class));
    exclude(to, option(Default.class), option(Generated.class));
    exclude(to, option(Identity.class), option(Generated.class));
  }

  private void exclude(Lowering to, @Nullable Option one, @Nullable Option other) {
    if (one == null || other == null) {
      return;
    }
    Option last = one.span().start() > other.span().start() ? one : other;
    to.report(
        Diagnostic.error(
                Code.NOT_ALLOWED_HERE,
                name.text()
                    + " gets its values from one place: "
                    + words(one)
                    + " or "
                    + words(other))
            .at(last.span(), "leave one out"));
  }

  private static String words(Option option) {
    return switch (option) {
      case NotNull o -> "not null";
      case Default o -> "the default";
      case Identity o -> "identity";
      case PrimaryKey o -> "primary key";
      case Unique o -> "unique";
      case References o -> "references";
      case Check o -> "the check";
      case Generated o -> "generated";
    };
  }
}
