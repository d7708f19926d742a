package dev.mig.terminal;

import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.schema.ViewExtras;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Writes what a statement did to a schema. */
final class ShapeChange {
  /** So much of a definition is read at a glance. */
  private static final int MOST_LINES = 12;

  private final Schema before;
  private final Schema after;
  private final Renames renames;
  private final Sheet sheet;
  private final Colour colour;

  ShapeChange(Schema before, Schema after, Colour colour, int width) {
    this.before = before;
    this.after = after;
    this.renames = new Renames(before, after);
    this.sheet = new Sheet(colour, width);
    this.colour = colour;
  }

  List<String> lines() {
    after.tables().values().forEach(this::table);
    before.tables().values().stream()
        .filter(t -> after.table(t.name()).isEmpty() && !renames.isRenamed(t))
        .forEach(t -> title(Mark.GONE, "table " + Spelling.name(t.name())));
    after.views().values().forEach(this::view);
    before.views().values().stream()
        .filter(v -> !after.views().containsKey(v.name()))
        .forEach(v -> title(Mark.GONE, kind(v) + Spelling.name(v.name())));
    enums();
    return sheet.lines();
  }

  private void table(Table now) {
    Optional<Table> same = before.table(now.name());
    Optional<Table> other = same.isPresent() ? Optional.empty() : renames.was(now.name());
    String name = "table " + Spelling.name(now.name());
    if (same.isPresent()) {
      List<Mark.Line> lines = differences(same.get(), now);
      if (!lines.isEmpty()) {
        sheet.heading(name);
        write(lines);
      }
    } else if (other.isPresent()) {
      title(Mark.CHANGED, name + " (was " + Spelling.name(other.get().name()) + ")");
      write(differences(other.get(), now));
    } else {
      title(Mark.NEW, name);
      List<Mark.Line> lines = new ArrayList<>();
      for (Column column : now.columns()) {
        lines.add(
            new Mark.Line(Mark.SAME, Spelling.name(column.name()), Spelling.definition(column)));
      }
      Spelling.parts(now).forEach(p -> lines.add(new Mark.Line(Mark.SAME, "", p.line())));
      write(lines);
    }
  }

  private List<Mark.Line> differences(Table was, Table now) {
    List<Mark.Line> columns = columns(was, now);
    boolean moved = columns.stream().anyMatch(l -> l.mark() != Mark.SAME);
    List<Mark.Line> rest = new ArrayList<>();
    if (!moved && !names(was).equals(names(now))) {
      rest.add(
          new Mark.Line(Mark.CHANGED, "", "order of columns " + names(was) + " → " + names(now)));
    }
    rest.addAll(parts(Spelling.parts(was), Spelling.parts(now)));
    String oldOptions = was.options().toString();
    String newOptions = now.options().toString();
    if (!renames.same(oldOptions, newOptions)) {
      rest.add(new Mark.Line(Mark.CHANGED, "", "options " + oldOptions + " → " + newOptions));
    }
    if (!moved && rest.isEmpty()) {
      return List.of();
    }
    // columns of which there is nothing to say are only named
    List<Mark.Line> all = new ArrayList<>();
    if (moved) {
      all.addAll(columns);
    } else {
      all.add(new Mark.Line(Mark.SAME, Fit.cut(names(now), sheet.room()), ""));
    }
    all.addAll(rest);
    return all;
  }

  private static String names(Table table) {
    return Spelling.names(table.columns().stream().map(Column::name).toList());
  }

  private List<Mark.Line> columns(Table was, Table now) {
    Map<String, Mark.Line> byOldName = new LinkedHashMap<>();
    List<Mark.Line> lines = new ArrayList<>();
    for (Column column : now.columns()) {
      String oldName = renames.was(now.name(), column.name());
      Optional<Column> old = was.column(oldName);
      Mark.Line line = column(old, column);
      old.ifPresent(c -> byOldName.put(c.name(), line));
      lines.add(line);
    }
    // a column that is gone is shown behind the one that it stood behind
    int at = 0;
    for (Column old : was.columns()) {
      Mark.Line line = byOldName.get(old.name());
      if (line == null) {
        lines.add(
            at, new Mark.Line(Mark.GONE, Spelling.name(old.name()), Spelling.definition(old)));
        at++;
      } else {
        at = lines.indexOf(line) + 1;
      }
    }
    return lines;
  }

  private Mark.Line column(Optional<Column> was, Column now) {
    String name = Spelling.name(now.name());
    String is = Spelling.definition(now);
    if (was.isEmpty()) {
      return new Mark.Line(Mark.NEW, name, is);
    }
    Column old = was.get();
    if (!old.name().equals(now.name())) {
      return new Mark.Line(Mark.CHANGED, name, is + " (was " + Spelling.name(old.name()) + ")");
    }
    String oldText = Spelling.definition(old);
    return renames.same(oldText, is)
        ? new Mark.Line(Mark.SAME, name, is)
        : new Mark.Line(Mark.CHANGED, name, oldText + " → " + is);
  }

  private List<Mark.Line> parts(List<Part> was, List<Part> now) {
    Map<String, Part> old = new LinkedHashMap<>();
    was.forEach(p -> old.put(p.key(), p));
    List<Part> made = new ArrayList<>();
    List<Mark.Line> lines = new ArrayList<>();
    for (Part part : now) {
      Part before = old.remove(part.key());
      if (before == null) {
        made.add(part);
      } else if (!renames.same(before.meaning(), part.meaning())) {
        lines.add(new Mark.Line(Mark.CHANGED, "", difference(before, part)));
      }
    }
    for (Part part : made) {
      Optional<Part> renamed =
          old.values().stream().filter(p -> renames.same(p.meaning(), part.meaning())).findFirst();
      renamed.ifPresent(p -> old.remove(p.key()));
      boolean named = renamed.isPresent() && !renamed.get().name().equals(part.name());
      if (renamed.isEmpty()) {
        lines.add(new Mark.Line(Mark.NEW, "", part.line()));
      } else if (named) {
        String name = renamed.get().name();
        String title = part.title() + " (was " + (name.isEmpty() ? "nameless" : name) + ") ";
        lines.add(new Mark.Line(Mark.CHANGED, "", title + part.body()));
      }
    }
    old.values().forEach(p -> lines.add(new Mark.Line(Mark.GONE, "", p.line())));
    return lines;
  }

  private static String difference(Part was, Part now) {
    if (!was.kind().equals(now.kind())) {
      return was.line() + " → " + now.line();
    }
    return was.body().equals(now.body())
        ? now.line() + " (its text is another)"
        : now.title() + " " + was.body() + " → " + now.body();
  }

  private void view(View now) {
    String name = kind(now) + Spelling.name(now.name());
    View was = before.views().get(now.name());
    if (was == null) {
      title(Mark.NEW, name + " " + Spelling.names(now.columns()));
      return;
    }
    List<Mark.Line> lines = new ArrayList<>();
    if (was.materialized() != now.materialized()) {
      lines.add(new Mark.Line(Mark.CHANGED, "", kind(was) + "→ " + kind(now).strip()));
    }
    if (!was.columns().equals(now.columns())) {
      lines.add(
          new Mark.Line(
              Mark.CHANGED,
              "",
              "columns " + Spelling.names(was.columns()) + " → " + Spelling.names(now.columns())));
    }
    lines.addAll(parts(extras(was), extras(now)));
    boolean differs = !renames.same(was.definition(), now.definition());
    if (lines.isEmpty() && !differs) {
      return;
    }
    sheet.heading(name);
    write(lines);
    if (differs) {
      List<String> definition = Describe.definition(now);
      definition.stream().limit(MOST_LINES).forEach(l -> sheet.code(Mark.SAME.before() + l, 0));
      more(definition.size() - MOST_LINES);
    }
  }

  private static List<Part> extras(View view) {
    return Stream.concat(
            view.triggers().stream().map(Spelling::part),
            view.extras().parts().stream().map(ShapeChange::extra))
        .toList();
  }

  private static Part extra(ViewExtras.Part part) {
    return new Part("", Fit.safe(part.what()), "", part.sql());
  }

  private static String kind(View view) {
    return view.materialized() ? "materialized view " : "view ";
  }

  private void enums() {
    SortedMap<QName, List<String>> was = before.enums();
    after
        .enums()
        .forEach(
            (name, values) -> {
              List<String> old = was.get(name);
              String title = "enum " + Spelling.name(name) + " ";
              if (old == null) {
                title(Mark.NEW, title + Spelling.values(values));
              } else if (!old.equals(values)) {
                title(Mark.CHANGED, title + Spelling.values(old) + " → " + Spelling.values(values));
              }
            });
    was.keySet().stream()
        .filter(name -> !after.enums().containsKey(name))
        .forEach(name -> title(Mark.GONE, "enum " + Spelling.name(name)));
  }

  private void title(Mark mark, String text) {
    sheet.painted(mark.sign() + " " + text, mark.paint(colour));
  }

  private void write(List<Mark.Line> lines) {
    boolean[] shown = Mark.visible(lines, MOST_LINES);
    int names = Mark.names(lines, shown);
    int hidden = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (!shown[i]) {
        hidden++;
        continue;
      }
      more(hidden);
      hidden = 0;
      Mark.Line line = lines.get(i);
      String text = line.text(names);
      if (line.mark() == Mark.SAME) {
        sheet.code(text, line.mark().before().length() + line.name().length());
      } else {
        sheet.painted(text, line.mark().paint(colour));
      }
    }
    more(hidden);
  }

  private void more(int hidden) {
    if (hidden > 0) {
      sheet.dim(Mark.SAME.before() + "… " + hidden + " more");
    }
  }
}
