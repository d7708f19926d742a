package dev.mig.database;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The user's own query for strain: how it is asked and what its answer means. */
public final class StrainQuery {
  /** How long it may take: a database that is too busy to say whether it is busy is. */
  public static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Pattern END = Pattern.compile("[;\\s]+$");

  private StrainQuery() {}

  /**
   * Asks it on a connection that has been made to read only.
   *
   * @return strain when it gives true or a number above zero; none for false, NULL and no row
   * @throws Failed when it cannot be asked or does not give one such value
   * @throws SQLException when the connection is lost
   */
  public static Optional<Strain> ask(Connection readOnly, String query) throws SQLException {
    // As a subquery it can be one statement only, and nothing but a query.
    String one = "SELECT * FROM (\n" + END.matcher(query).replaceFirst("") + "\n) AS asked";
    try (Statement statement = readOnly.createStatement();
        ResultSet rows = statement.executeQuery(one)) {
      int columns = rows.getMetaData().getColumnCount();
      if (columns != 1) {
        throw wrong("one value was expected, and it gives " + columns + " columns");
      }
      if (!rows.next()) {
        return Optional.empty();
      }
      Object value = rows.getObject(1);
      if (rows.next()) {
        throw wrong("one value was expected, and it gives several rows");
      }
      return strain(value, rows.getMetaData().getColumnTypeName(1));
    } catch (Failed e) {
      throw e;
    } catch (SQLException e) {
      Diagnostic why = Failure.explain(e);
      if (why.code() == Code.CANNOT_CONNECT) {
        throw e;
      }
      Diagnostic.Builder told = because(why.summary());
      why.notes().forEach(told::note);
      throw new Failed(
          told.note("it may take " + Amounts.time(LONGEST) + " and only read").build(), e);
    }
  }

  private static Optional<Strain> strain(@Nullable Object value, String type) throws Failed {
    double amount =
        switch (value) {
          case null -> 0;
          case Boolean truth -> truth ? 1 : 0;
          case Number number -> number.doubleValue();
          default ->
              throw wrong(
                  "true, false or a number was expected, and it gives "
                      + (value instanceof String ? "text" : type));
        };
    return amount > 0
        ? Optional.of(
            new Strain(Strain.Kind.QUERY, amount, "the query of [throttle] says " + value))
        : Optional.empty();
  }

  private static Failed wrong(String note) {
    return new Failed(because(note).build(), null);
  }

  private static Diagnostic.Builder because(String note) {
    return Diagnostic.error(Code.BAD_SETTING, "the setting throttle.query cannot be used")
        .note(note);
  }

  /**
   * Thrown when the query does not tell whether there is strain: the job must not go on blindly.
   */
  public static final class Failed extends SQLException {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    private Failed(Diagnostic diagnostic, @Nullable SQLException cause) {
      super(diagnostic.summary() + ": " + diagnostic.notes().getFirst(), cause);
      this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
      return diagnostic;
    }
  }
}
