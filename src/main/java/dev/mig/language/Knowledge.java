package dev.mig.language;

import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import java.util.List;

/** What completion may ask of the database and the project. */
public interface Knowledge {
  Schema schema();

  String dialect();

  List<String> values(QName table, String column, int most);

  default List<Definition> definitions() {
    return List.of();
  }

  record Definition(String name, String signature) {}
}
