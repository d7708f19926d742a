package dev.mig.project;

import dev.mig.schema.Formula;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlText;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records with anything in them, found by reflection: a component that is new is filled, too. What
 * may be null sometimes is.
 */
final class AnyRecord {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "id",
          "Straße",
          "a b",
          "it's",
          "\"q\"",
          "a\\b",
          "one\ntwo\n",
          "\n",
          "\r\n",
          "\t",
          "😀",
          "\u2028",
          "<&>",
          "null",
          "-- x",
          "$$",
          "\u0001");

  private final Random random;

  AnyRecord(Random random) {
    this.random = random;
  }

  Schema schema() {
    List<Table> tables = list(Table.class);
    List<View> views = list(View.class);
    Map<QName, List<String>> enums = new TreeMap<>();
    for (QName name : list(QName.class)) {
      enums.put(name, list(String.class));
    }
    return Schema.of(tables, views, enums);
  }

  private <T> List<T> list(Class<T> kind) {
    List<T> all = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      all.add(kind.cast(any(kind)));
    }
    return all;
  }

  private Object any(Type type) {
    if (type instanceof ParameterizedType generic) {
      List<?> all = list((Class<?>) generic.getActualTypeArguments()[0]);
      if (generic.getRawType().equals(List.class)) {
        return all;
      }
      if (generic.getRawType().equals(Set.class)) {
        return new HashSet<>(all);
      }
      throw new IllegalStateException("fill " + type + ", too");
    }
    Class<?> kind = (Class<?>) type;
    if (kind.equals(String.class)) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }
    if (kind.equals(int.class)) {
      return random.nextBoolean() ? random.nextInt(100) - 1 : random.nextInt();
    }
    if (kind.equals(boolean.class)) {
      return random.nextBoolean();
    }
    if (kind.equals(Formula.class)) {
      return record(SqlText.class);
    }
    if (kind.isEnum()) {
      return one(kind.getEnumConstants());
    }
    return kind.isSealed() ? any(one(kind.getPermittedSubclasses())) : record(kind);
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private Object record(Class<?> kind) {
    RecordComponent[] components = kind.getRecordComponents();
    if (components == null) {
      throw new IllegalStateException("fill " + kind + ", too");
    }
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      boolean absent =
          components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
              && random.nextBoolean();
      values[i] = absent ? null : any(components[i].getGenericType());
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = kind.getDeclaredConstructor(types);
      return canonical.newInstance(values);
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
