package dev.mig.language;

import java.util.List;

/** A usual form of each statement, with placeholders; without them, each is a statement. */
public final class Snippets {
  /** Each with {@code ${1:default}}, numbered from 1; editors are given the same. */
  public static final List<String> ALL =
      List.of(
          "add column ${1:table}.${2:column} ${3:text}",
          "add check ${1:name} on ${2:table} (${3:column} > 0)",
          "add foreign key ${1:table}.${2:column} -> ${3:other}",
          "add index on ${1:table} (${2:column})",
          "add unique on ${1:table} (${2:column})",
          "alter column ${1:table}.${2:column} set not null",
          "alter column ${1:table}.${2:column} type ${3:integer}",
          "assert no ${1:table} where ${2:column} is null",
          "copy ${1:source} into ${2:target} {\n  ${3:column} = ${4:column}\n}",
          "create table ${1:table} {\n  id integer primary key\n  ${2:name} text not null\n}",
          "delete ${1:table} where ${2:column} = ${3:1}",
          "drop column ${1:table}.${2:column} saving",
          "drop table ${1:table} saving",
          "fill ${1:table}.${2:column} = ${3:''}",
          "for each table ${1:t} like '${2:events%}' {\n  ${3:add column t.tenant_id integer}\n}",
          "insert ${1:table} (${2:column}) values (${3:1})",
          "let ${1:name} = ${2:1}",
          "map values ${1:table}.${2:column} {\n  ${3:'N'} -> ${4:'new'}\n} saving",
          "on ${1:table} {\n  ${2:add column note text}\n}",
          "rename column ${1:table}.${2:column} to ${3:name}",
          "rename table ${1:table} to ${2:name}",
          "split ${1:table}.${2:column} at first '${3:,}' into (${4:first_part} text,"
              + " ${5:second_part} text)",
          "update ${1:table} set ${2:column} = ${3:1} where ${4:id} = ${5:1} saving");

  private Snippets() {}
}
