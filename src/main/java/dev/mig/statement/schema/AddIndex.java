package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.Item;
import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Index;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.AddIndexStatementContext;
import dev.mig.syntax.MigParser.IndexIncludeContext;
import dev.mig.syntax.MigParser.IndexOptionContext;
import dev.mig.syntax.MigParser.IndexUsingContext;
import dev.mig.syntax.MigParser.IndexWhereContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code add [unique] index [NAME] [on T] (a, lower(b) [ops NAME] [asc|desc]) [where e] [using
 * METHOD] [include (c)]}: a unique one is refused while two rows have the same values.
 */
public record AddIndex(
    TableName table,
    @Nullable WrittenName name,
    boolean unique,
    List<Part> parts,
    List<Option> options,
    Span span)
    implements Statement {
  /** One key as written. */
  record Part(Expr value, @Nullable WrittenName ops, boolean descending, Span span) {}

  /** What is said after the keys. */
  sealed interface Option {
    Span span();
  }

  record Where(Expr condition, Span span) implements Option {}

  record Using(WrittenName method, Span span) implements Option {}

  record Include(List<WrittenName> columns, Span span) implements Option {}

  public AddIndex {
    parts = List.copyOf(parts);
    options = List.copyOf(options);
  }

  public static List<AddIndex> read(AddIndexStatementContext node, Reader reader) {
    List<Part> parts =
        node.indexItem().stream()
            .map(
                i ->
                    new Part(
                        reader.expression(i.expression()),
                        i.operatorClass() == null ? null : Reader.name(i.operatorClass()),
                        i.DESC() != null,
                        Reader.span(i)))
            .toList();
    return List.of(
        new AddIndex(
            reader.table(node.tableRef(), node),
            TableElement.name(node.constraintName()),
            node.UNIQUE() != null,
            parts,
            node.indexOption().stream().map(o -> option(o, reader)).toList(),
            Reader.span(node)));
  }

  private static Option option(IndexOptionContext node, Reader reader) {
    Span span = Reader.span(node);
    return switch (node) {
      case IndexWhereContext o -> new Where(reader.expression(o.expression()), span);
      case IndexUsingContext o -> new Using(Reader.name(o.indexMethod()), span);
      case IndexIncludeContext o -> new Include(reader.columns(o.columnNames()), span);
      default -> throw new IllegalStateException("index option " + node.getClass());
    };
  }

  private <T extends Option> @Nullable T option(Class<T> kind) {
    return options.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
  }

  @Override
  public void lower(Lowering to) {
    Tables.find(to, table).ifPresent(own -> lower(to, own));
  }

  private void lower(Lowering to, Table own) {
    repeated(to);
    boolean btree = method(to);
    List<Expr> values = new ArrayList<>();
    List<Index.Part> keys = new ArrayList<>();
    for (Part part : parts) {
      key(to, own, part, btree).ifPresent(v -> take(v, part, values, keys));
    }
    Where partial = option(Where.class);
    Optional<Expr> where =
        partial == null ? Optional.empty() : Formulas.indexCondition(to, partial.condition, own);
    Include carried = option(Include.class);
    List<String> include =
        carried == null ? List.of() : ColumnLists.names(to, own, carried.columns).orElse(List.of());
    WrittenName given = name;
    String newName =
        given == null
            ? ConstraintNames.index(to, own, keys, include)
            : to.newName(
                given, Names.ofRelations(to, own.name().schema()), "table, view or index called");
    if (to.failed()) {
      return;
    }
    if (unique) {
      duplicates(to, own, values, where.orElse(null));
    }
    Using said = option(Using.class);
    String method = btree || said == null ? null : said.method.text().toLowerCase(Locale.ROOT);
    to.emit(
        new SchemaOperation.CreateIndex(
            own.name(),
            new Index(newName, keys, unique, where.orElse(null), method, include, null, true),
            span));
  }

  private static void take(Expr value, Part part, List<Expr> values, List<Index.Part> keys) {
    values.add(value);
    String ops = part.ops == null ? "" : part.ops.text();
    boolean column = value instanceof Expr.Column;
    keys.add(
        new Index.Part(
            column ? ((Expr.Column) value).name() : null,
            column ? null : value,
            part.descending,
            ops));
  }

  private Optional<Expr> key(Lowering to, Table own, Part part, boolean btree) {
    Optional<Expr> typed = Formulas.index(to, part.value, own);
    if (typed.isPresent() && typed.get().type().kind() == Kind.JSON && btree) {
      to.report(Constraints.unordered("this key", part.value.span()));
    }
    if (typed.isPresent()
        && !(typed.get() instanceof Expr.Column)
        && typed.get().columns().isEmpty()) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "this key is the same for every row")
              .at(part.value.span(), "no column in it"));
    }
    WrittenName ops = part.ops;
    if (ops != null && to.dialect().equals("sqlite")) {
      to.report(onlyPostgres("operator classes", ops.span()));
    }
    return typed;
  }

  private void repeated(Lowering to) {
    List<Option> seen = new ArrayList<>();
    for (Option option : options) {
      Optional<Option> before =
          seen.stream().filter(o -> o.getClass() == option.getClass()).findFirst();
      before.ifPresent(
          b ->
              to.report(
                  Diagnostic.error(Code.SAID_TWICE, "this is said twice of one index")
                      .at(option.span(), "again")
                      .also(b.span(), "here first")));
      seen.add(option);
    }
  }

  /** Whether it is the ordinary kind; reports what other kinds and SQLite do not know. */
  private boolean method(Lowering to) {
    Using said = option(Using.class);
    Include carried = option(Include.class);
    String method = said == null ? "btree" : said.method.text().toLowerCase(Locale.ROOT);
    boolean btree = method.equals("btree");
    if (to.dialect().equals("sqlite")) {
      if (!btree) {
        to.report(onlyPostgres(method + " indexes", Objects.requireNonNull(said).span));
      }
      if (carried != null) {
        to.report(onlyPostgres("columns carried along in an index", carried.span));
      }
    }
    if (!btree && unique) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "a " + method + " index cannot be unique")
              .at(Objects.requireNonNull(said).span, "only btree can"));
    }
    for (Part part : parts) {
      if (!btree && part.descending) {
        to.report(
            Diagnostic.error(Code.NOT_ALLOWED_HERE, "a " + method + " index has no order")
                .at(part.span, "desc means nothing here"));
      }
    }
    return btree;
  }

  private static Diagnostic.Builder onlyPostgres(String what, Span at) {
    return Diagnostic.error(Code.NOT_ON_THIS_DATABASE, "SQLite has no " + what)
        .at(at, "only PostgreSQL has them");
  }

  private void duplicates(Lowering to, Table own, List<Expr> values, @Nullable Expr where) {
    Span at = parts.getFirst().span.to(parts.getLast().span);
    RowChecks checks = new RowChecks(to, own, table, at, span);
    List<Item> items = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (Expr value : values) {
      String label = value instanceof Expr.Column c ? c.name() : label(value, items.size());
      items.add(new Item(Formulas.over(value, checks.alias()), label));
      shown.add(label);
    }
    Expr condition = where == null ? null : Formulas.over(where, checks.alias());
    checks.noDuplicates(items, condition, String.join(", ", shown));
  }

  private static String label(Expr value, int place) {
    return value instanceof Expr.Call call
        ? call.name() + "(" + String.join(", ", call.columns()) + ")"
        : "key " + (place + 1);
  }
}
