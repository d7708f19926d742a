package dev.mig.compile;

import dev.mig.compile.Mention.Kind;
import dev.mig.operation.Operation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameConstraint;
import dev.mig.operation.SchemaOperation.RenameIndex;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Place;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.WrittenName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the names of a script mean while it is walked. */
final class Mentions {
  private final Source source;
  private final List<Mention> all = new ArrayList<>();

  /** The first of the statement at hand. */
  private int own;

  /** Names given by the statement at hand, until it is known to what. */
  private final List<WrittenName> given = new ArrayList<>();

  Mentions(Source source) {
    this.source = source;
  }

  List<Mention> all() {
    return all;
  }

  void name(Kind kind, QName table, String part, Span at, int operations) {
    if (at.end() > at.start()) {
      all.add(new Mention(kind, new Place(source, at), table, part, operations, false));
    }
  }

  void given(WrittenName name) {
    given.add(name);
  }

  /**
   * The statement is over: what it made has the names that it gave.
   *
   * @param made all operations so far
   * @param first the first of the statement's own
   */
  void settle(List<Operation> made, int first) {
    for (int i = first; i < made.size() && all.size() + given.size() > own; i++) {
      int then = i + 1;
      switch (made.get(i)) {
        case CreateTable o -> {
          Table table = o.made();
          means(table.name(), null, then);
          gives(Kind.TABLE, table.name(), table.name().name(), then);
          table.columns().forEach(c -> gives(Kind.COLUMN, table.name(), c.name(), then));
          table.constraints().forEach(c -> gives(Kind.CONSTRAINT, table.name(), c.name(), then));
        }
        case RenameTable o -> gives(Kind.TABLE, o.to(), o.to().name(), then);
        case AddColumn o -> {
          means(o.table(), o.column().name(), then);
          gives(Kind.COLUMN, o.table(), o.column().name(), then);
        }
        case RenameColumn o -> gives(Kind.COLUMN, o.table(), o.to(), then);
        case AddConstraint o -> gives(Kind.CONSTRAINT, o.table(), o.constraint().name(), then);
        case RenameConstraint o -> gives(Kind.CONSTRAINT, o.table(), o.to(), then);
        case CreateIndex o -> gives(Kind.CONSTRAINT, o.table(), o.index().name(), then);
        case RenameIndex o -> gives(Kind.CONSTRAINT, o.table(), o.to(), then);
        default -> {} // gives no name
      }
    }
    given.clear();
    own = all.size();
  }

  /**
   * Names before an operation that makes what they mean are of what it makes: a check inside a new
   * table.
   *
   * @param column null for all of the table
   */
  private void means(QName table, @Nullable String column, int operations) {
    for (int i = own; i < all.size(); i++) {
      Mention m = all.get(i);
      if (m.operations() < operations
          && m.table().equals(table)
          && (column == null || m.part().equals(column))) {
        all.set(i, m.behind(operations - m.operations()));
      }
    }
  }

  private void gives(Kind kind, QName table, @Nullable String name, int operations) {
    for (WrittenName written : given) {
      if (written.text().equals(name)) {
        given.remove(written);
        Place place = new Place(source, written.span());
        String part = kind == Kind.TABLE ? "" : written.text();
        all.add(new Mention(kind, place, table, part, operations, true));
        return;
      }
    }
  }
}
