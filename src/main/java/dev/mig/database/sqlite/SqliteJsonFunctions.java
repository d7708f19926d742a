package dev.mig.database.sqlite;

import dev.mig.database.sqlite.SqliteFunctionRegistry.Arguments;
import dev.mig.database.sqlite.SqliteFunctionRegistry.Collector;
import dev.mig.database.sqlite.SqliteValues.Refused;
import dev.mig.expression.Json;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as jsonb has it; a document is a text. */
final class SqliteJsonFunctions {
  private SqliteJsonFunctions() {}

  static void register(SqliteFunctionRegistry r) throws SQLException {
    r.strict("mig_jsonb", 1, a -> Json.write(parse(a.text(0))));
    r.strict("mig_json", 1, a -> checked(a.text(0)));
    r.strict("mig_json_at", 2, a -> json(at(a)));
    r.strict("mig_json_at_text", 2, a -> text(at(a)));
    r.strict("mig_json_get", a -> json(path(a)));
    r.strict("mig_json_text", a -> text(path(a)));
    r.strict("mig_json_type", 1, a -> type(parse(a.text(0))));
    r.strict(
        "mig_json_array_length", 1, a -> parse(a.text(0)) instanceof List<?> l ? l.size() : null);
    r.strict("mig_json_elements", 1, a -> Json.write(elements(parse(a.text(0)))));
    r.strict("mig_json_has", 2, a -> has(parse(a.text(0)), a.text(1)));
    r.open("mig_json_set", 3, SqliteJsonFunctions::set);
    r.strict("mig_json_remove", 2, a -> Json.write(remove(parse(a.text(0)), a.text(1))));
    r.strict("mig_json_merge", 2, a -> Json.write(merge(parse(a.text(0)), parse(a.text(1)))));
    r.open("mig_json_array", a -> Json.write(values(a)));
    r.open("mig_json_object", SqliteJsonFunctions::object);
    r.strict("mig_json_of_boolean", 1, a -> a.whole(0) == 0 ? "false" : "true");
    r.strict("mig_json_of_number", 1, a -> Json.write(plain(a)));
    r.strict("mig_json_of_text", 1, a -> Json.write(a.text(0)));
    r.aggregate("mig_json_agg", 1, Elements::new);
  }

  static Object parse(String text) {
    Object value = Json.parse(text);
    if (value == null) {
      throw SqliteValues.invalid("json", text);
    }
    return value;
  }

  private static String checked(String text) {
    parse(text);
    return text;
  }

  private static Object plain(Arguments a) {
    java.math.BigDecimal n = a.number(0).stripTrailingZeros();
    return n.scale() < 0 ? n.setScale(0) : n;
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : Json.write(value);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null || value instanceof Json.Null
        ? null
        : value instanceof String s ? s : Json.write(value);
  }

  /** A scalar is to PostgreSQL an array of itself alone. */
  private static @Nullable Object at(Arguments a) {
    Object value = parse(a.text(0));
    if (a.get(1) instanceof Long place) {
      boolean scalar = !(value instanceof List<?>) && !(value instanceof Map<?, ?>);
      return element(
          value instanceof List<?> list ? list : scalar ? List.of(value) : List.of(), place);
    }
    return value instanceof Map<?, ?> map ? map.get(a.text(1)) : null;
  }

  private static @Nullable Object element(List<?> list, long place) {
    long index = place < 0 ? list.size() + place : place;
    return index >= 0 && index < list.size() ? list.get((int) index) : null;
  }

  private static @Nullable Object path(Arguments a) {
    Object value = parse(a.text(0));
    for (int i = 1; i < a.size() && value != null; i++) {
      String step = a.text(i);
      value =
          switch (value) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list ->
                step.matches("[+-]?\\d{1,9}") ? element(list, Long.parseLong(step)) : null;
            default -> null;
          };
    }
    return value;
  }

  private static String type(Object value) {
    return switch (value) {
      case Map<?, ?> m -> "object";
      case List<?> l -> "array";
      case String s -> "string";
      case Boolean b -> "boolean";
      default -> value instanceof Json.Null ? "null" : "number";
    };
  }

  /** Each element as a pair of texts: as text, as JSON. */
  private static List<Object> elements(Object value) {
    if (value instanceof Json.Null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw new Refused("cannot extract elements from a value that is no array");
    }
    List<Object> pairs = new ArrayList<>();
    for (Object element : list) {
      String text = text(element);
      pairs.add(List.of(text == null ? Json.NULL : text, Json.write(element)));
    }
    return pairs;
  }

  private static boolean has(Object value, String key) {
    return switch (value) {
      case Map<?, ?> map -> map.containsKey(key);
      case List<?> list -> list.contains(key);
      default -> value.equals(key);
    };
  }

  private static Object remove(Object value, String key) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = copy(map);
      copy.remove(key);
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().filter(v -> !key.equals(v)).toList();
    }
    throw new Refused("cannot delete from scalar");
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = Json.newObject();
    map.forEach((k, v) -> copy.put(k.toString(), v));
    return copy;
  }

  private static Object merge(Object left, Object right) {
    if (left instanceof Map<?, ?> l && right instanceof Map<?, ?> r) {
      Map<String, Object> both = copy(l);
      both.putAll(copy(r));
      return both;
    }
    List<Object> all = new ArrayList<>();
    for (Object side : List.of(left, right)) {
      if (side instanceof List<?> list) {
        all.addAll(list);
      } else {
        all.add(side);
      }
    }
    return all;
  }

  private static @Nullable Object set(Arguments a) {
    if (a.get(1) == null) {
      throw new Refused("the key of a field must not be NULL");
    }
    if (a.get(0) == null) {
      return null;
    }
    Map<String, Object> field = Json.newObject();
    field.put(a.text(1), value(a, 2));
    return Json.write(merge(parse(a.text(0)), field));
  }

  private static Object value(Arguments a, int place) {
    return a.get(place) == null ? Json.NULL : parse(a.text(place));
  }

  private static List<Object> values(Arguments a) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      list.add(value(a, i));
    }
    return list;
  }

  private static Object object(Arguments a) {
    Map<String, Object> map = Json.newObject();
    for (int i = 0; i + 1 < a.size(); i += 2) {
      if (a.get(i) == null) {
        throw new Refused("the key of a field must not be NULL");
      }
      map.put(a.text(i), value(a, i + 1));
    }
    return Json.write(map);
  }

  /** All values of a group, in order. */
  private static final class Elements implements Collector {
    private final List<Object> values = new ArrayList<>();

    @Override
    public void add(Arguments arguments) {
      values.add(value(arguments, 0));
    }

    @Override
    public @Nullable Object result() {
      return values.isEmpty() ? null : Json.write(values);
    }
  }
}
