package dev.mig.database;

import dev.mig.database.sqlite.Reads;
import dev.mig.operation.Batch;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.RowOperation;
import dev.mig.operation.Saved;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Views;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which tables operations change, and which views are made again for it. */
public final class Touched {
  private Touched() {}

  /**
   * The tables that are changed, under their names before and after, those whose keys point at a
   * renamed one included, and the views that PostgreSQL has to make again; null when SQL of the
   * user's own does not say.
   *
   * @param dialect the database's; SQL for another one counts for nothing
   */
  public static @Nullable Set<QName> by(List<Operation> operations, Schema before, String dialect) {
    Set<QName> touched = new TreeSet<>();
    Schema schema = before;
    for (Operation operation : operations) {
      Schema after = operation.applyTo(schema);
      switch (operation) {
        case SchemaOperation o -> {
          touched.add(o.table());
          changed(schema, after, touched);
          if (o instanceof AlterColumn a && dialect.equals("postgres") && a.retypes(schema)) {
            Views.over(schema, a.table(), a.after().name()).forEach(v -> touched.add(v.name()));
          }
        }
        case RowOperation o -> {
          if (!Saved.is(o.table())) {
            touched.add(o.table());
          }
        }
        case Batch o ->
            o.parts().stream()
                .map(p -> p.operation().table())
                .filter(t -> !Saved.is(t))
                .forEach(touched::add);
        case NativeSql o -> {
          if (o.dialect().equals(dialect)) {
            if (o.affects() == null) {
              return null;
            }
            touched.addAll(o.affects());
          }
        }
        case Question o -> {}
      }
      schema = after;
    }
    return touched;
  }

  /**
   * The same with the tables that changes of rows read, {@code null} likewise. Questions are not
   * counted: they are asked again by whoever runs.
   */
  public static @Nullable Set<QName> orRead(
      List<Operation> operations, Schema before, String dialect) {
    Set<QName> touched = by(operations, before, dialect);
    if (touched == null) {
      return null;
    }
    for (Operation operation : operations) {
      switch (operation) {
        case RowOperation o -> touched.addAll(Reads.of(o));
        case Batch o -> {
          touched.add(o.table());
          o.parts().forEach(p -> touched.addAll(Reads.of(p.operation())));
        }
        case SchemaOperation o -> {}
        case NativeSql o -> {}
        case Question o -> {}
      }
    }
    return touched;
  }

  private static void changed(Schema before, Schema after, Set<QName> touched) {
    before
        .tables()
        .forEach(
            (name, table) -> {
              if (!table.equals(after.tables().get(name))) {
                touched.add(name);
              }
            });
    after
        .tables()
        .forEach(
            (name, table) -> {
              if (!table.equals(before.tables().get(name))) {
                touched.add(name);
              }
            });
  }
}
