package dev.mig.run;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.WayBack;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.SqlWriter;
import dev.mig.operation.Operation;
import dev.mig.plan.Dialect;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an {@link OpenTransaction} did, as one migration of the ledger. */
final class ShellRecord {
  private final Database database;
  private final String tool;
  private final Source written;
  private final Schema start;
  private final List<Change> changes;
  private final String name;
  private String noWayBack = "";

  /**
   * @param written the migration's text, header and all
   */
  ShellRecord(
      Database database,
      String tool,
      String name,
      Source written,
      Schema start,
      List<Change> changes) {
    this.database = database;
    this.tool = tool;
    this.name = name;
    this.written = written;
    this.start = start;
    this.changes = changes;
  }

  /** Writes it, in the transaction that made the changes. */
  void write(Connection connection) throws SQLException, Refused {
    Ledger ledger = Ledger.open(connection, database.name());
    ledger.create();
    if (ledger.find(name).isPresent()) {
      throw new Refused(ShellProblems.known(name));
    }
    Schema live = database.read(connection);
    Prepared prepared = prepared(connection, live);
    noWayBack = prepared.down() == null ? prepared.downNote() : "";
    UpAttempt attempt = new UpAttempt(prepared, database.name());
    attempt.compareBefore(start);
    attempt.compareAfter(live);
    ledger.snapshot().follow(start, live);
    long millis = changes.stream().mapToLong(c -> c.took().toMillis()).sum();
    long rows = changes.stream().mapToLong(Change::rows).sum();
    Event event = new Event(Instant.now(), Event.Kind.APPLIED, name, null, null, millis, rows);
    Who who = Who.on(connection, tool);
    attempt.record(ledger, live, event, who);
    ledger.append(event, who);
  }

  /** Why {@code down} cannot take back what was written, or "". */
  String noWayBack() {
    return noWayBack;
  }

  /**
   * Compiled as a whole, which knows more than its statements did: that a column is new, say, so
   * that nothing of it must come back. Where it would save rows that were not saved, or not those
   * that were, the statements' own ways back are what there is.
   */
  private Prepared prepared(Connection connection, Schema live) throws SQLException {
    Source plain = new Source(written.name(), Document.whole(changes, Change::plain));
    List<Operation> up = changes.stream().flatMap(c -> c.compiled().up().stream()).toList();
    RecordedProbe probe = RecordedProbe.of(database, connection, up);
    Compiled whole =
        new Compiler(probe, false).compile(Compiler.read(plain), name, World.live(start));
    probe.leave();
    List<QName> saved = Prepared.saved(up);
    List<QName> wanted = Prepared.saved(whole.up());
    if (!whole.refused() && saved.size() == wanted.size()) {
      rename(connection, saved, wanted);
      return named(Prepared.of(whole, database.dialect()), plain);
    }
    return named(pieced(plain, up, live), plain);
  }

  private Prepared named(Prepared made, Source plain) {
    return new Prepared(
        name,
        "",
        plain,
        written,
        Map.of(),
        false,
        Compiler.read(written).fingerprint(),
        start,
        made.up(),
        made.wayBack(),
        made.down(),
        made.downNote(),
        List.of(),
        made.saved());
  }

  /** The statements' ways back, the last one first. */
  private Prepared pieced(Source plain, List<Operation> up, Schema live) {
    Dialect dialect = database.dialect();
    List<Operation> down = new ArrayList<>();
    WayBack way = WayBack.NOTHING;
    String note = "";
    for (Change change : changes.reversed()) {
      Compiled compiled = change.compiled();
      way = way.worse(compiled.wayBack());
      down.addAll(compiled.down());
      if (compiled.whyNoWayBack() != null) {
        note = compiled.whyNoWayBack();
      }
    }
    return new Prepared(
        name,
        "",
        plain,
        written,
        Map.of(),
        false,
        "",
        start,
        dialect.plan(up, start),
        way,
        way == WayBack.NONE ? null : dialect.plan(down, live),
        note,
        List.of(),
        Prepared.saved(up).stream().map(QName::name).toList());
  }

  /** Saved rows are called after the migration, whose name was not known when they were saved. */
  private void rename(Connection connection, List<QName> from, List<QName> to) throws SQLException {
    SqlWriter sql = database.sql();
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < from.size(); i++) {
        // PostgreSQL keeps the schema, and so takes no other; SQLite has it in the name.
        boolean sqlite = database.name().equals("sqlite");
        String name = sqlite ? sql.name(to.get(i)) : sql.name(to.get(i).name());
        statement.execute("ALTER TABLE " + sql.name(from.get(i)) + " RENAME TO " + name);
      }
    }
  }
}
