package dev.mig.compile.script;

import dev.mig.schema.SqlType;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as they stand in a script. */
final class Texts {
  private Texts() {}

  /** A constant. */
  static Binding.OfValue value(@Nullable Object value, SqlType type) {
    return switch (value) {
      case null -> new Binding.OfValue("null", null, type);
      case Boolean b -> new Binding.OfValue(b.toString(), b.toString(), type);
      case BigDecimal n -> {
        String plain = n.toPlainString();
        // Two signs together would begin a comment.
        yield new Binding.OfValue(n.signum() < 0 ? "(" + plain + ")" : plain, plain, type);
      }
      default -> new Binding.OfValue(literal(value.toString(), type), value.toString(), type);
    };
  }

  private static String literal(String text, SqlType type) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP, INTERVAL ->
          type.kind().name().toLowerCase(Locale.ROOT) + " " + quoted;
      case TIMESTAMPTZ, UUID, JSON, JSONB, BYTES -> "(" + quoted + "::" + name(type) + ")";
      default -> quoted;
    };
  }

  private static String name(SqlType type) {
    return switch (type.kind()) {
      case BYTES -> "bytea";
      default -> type.kind().name().toLowerCase(Locale.ROOT);
    };
  }
}
