package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.source.Diagnostic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a database remembers of its migrations, read at one moment.
 *
 * @param applied in the order of going up
 * @param unfinished those that are half done, the oldest first
 * @param problems why it could not be read; then nothing is in the others
 */
public record Past(
    List<Applied> applied,
    History history,
    List<Unfinished> unfinished,
    List<Diagnostic> problems) {
  public Past {
    applied = List.copyOf(applied);
    unfinished = List.copyOf(unfinished);
    problems = List.copyOf(problems);
  }

  /** Reads it; writes nothing, not even an empty ledger. */
  public static Past read(Database database) {
    try (Connection connection = database.connect()) {
      Ledger ledger = Ledger.open(connection, database.name());
      List<Unfinished> unfinished = Unfinished.all(connection, ledger, database.name());
      return new Past(ledger.applied(), ledger.history(), unfinished, List.of());
    } catch (Refused e) {
      return unread(e.diagnostic());
    } catch (SQLException e) {
      return unread(Failure.explain(e));
    }
  }

  private static Past unread(Diagnostic why) {
    return new Past(List.of(), History.NONE, List.of(), List.of(why));
  }

  /** The names of all that is applied or half done. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    applied.forEach(row -> names.add(row.name()));
    unfinished.forEach(half -> names.add(half.name()));
    return names;
  }

  /** How a project stands to it. */
  public Status against(List<Status.Known> project) {
    return Status.of(applied, history, unfinished, project);
  }
}
