package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Keep;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.DropSaved;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes duplicates in the order that keeps every key: what refers to them is re-pointed, then
 * they go, then the rows that stay get what is merged. Which row goes for which is noted first,
 * because every later step would see other groups.
 */
record DuplicateRemoval(
    Lowering to,
    Dedupe said,
    DuplicateGroups groups,
    MergedValues merged,
    List<Repointing> references) {
  private Table table() {
    return groups.table();
  }

  private String alias() {
    return table().name().name();
  }

  void run() {
    ties();
    List<Reference> all = references.stream().map(Repointing::reference).toList();
    to.emit(new SaveRows(groups.pairs(), groups.pairing(all), table().key(), true, said.span()));
    references.stream().filter(r -> !r.said()).forEach(this::left);
    Optional<Undo> values = saveMerged();
    references.stream().filter(Repointing::said).forEach(this::repoint);
    Expr goes = groups.goes(alias());
    new Deletion(to, table(), goes, said.at(), said.span()).remove(said.loss());
    values.ifPresent(this::merge);
    to.emit(new DropSaved(groups.pairs(), said.span()));
  }

  private void none(Query offending, @Nullable Query of, Diagnostic.Builder problem) {
    to.emit(new Question.NoRows(offending, of, false, Refusal.of(problem.build()), said.span()));
  }

  private void ties() {
    String place = groups.last() ? "last" : "first";
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.TIED_ROWS,
                "{n} {n:row|rows} of "
                    + table().name()
                    + " {n:comes|come} "
                    + place
                    + " in {n:its group|their groups} as much as another row that differs")
            .at(said.kept().span(), "this does not say which of them stays")
            .note("order by more; by the key at last: " + String.join(", ", table().key()))
            .note("keep any: it does not matter which");
    groups.ties(merged.columns()).ifPresent(rows -> none(rows, null, problem));
  }

  private static boolean refuses(Action action) {
    return action == Action.NO_ACTION || action == Action.RESTRICT;
  }

  /** The rows that refer to one that goes. */
  private Select referring(Repointing repointing, Collection<Expr> telling, @Nullable Expr also) {
    Table from = repointing.from();
    String name = from.name().name();
    Join join =
        new Join(
            new TableFrom(from.name(), name),
            groups.pair(),
            JoinKind.SKIP,
            refers(repointing),
            Span.NONE);
    return Select.of(
        RowSamples.of(from, name, telling, Set.of()),
        join,
        Exprs.and(surviving(repointing, false), also));
  }

  private Expr refers(Repointing repointing) {
    Expr on = null;
    for (int i = 0; i < repointing.columns().size(); i++) {
      String target = repointing.reference().key().targetColumns().get(i);
      on = Exprs.and(on, Exprs.equal(own(repointing, i), groups.gone(target)));
    }
    return on == null ? Exprs.truth(false) : on;
  }

  private static Expr own(Repointing repointing, int i) {
    return column(repointing.from(), repointing.columns().get(i));
  }

  private static Expr column(Table table, String name) {
    return Exprs.column(table.name().name(), table.column(name).orElseThrow());
  }

  private static List<Expr> own(Repointing repointing) {
    return repointing.columns().stream().map(c -> column(repointing.from(), c)).toList();
  }

  private boolean isSelf(Repointing repointing) {
    return repointing.from().name().equals(table().name());
  }

  /**
   * Where the table refers to itself, rows that go need no new reference: it could break a unique
   * key that they are about to leave.
   */
  private @Nullable Expr surviving(Repointing repointing, boolean all) {
    return isSelf(repointing) && !all ? Exprs.not(groups.goes(alias())) : null;
  }

  /** A reference that nobody re-points must not have rows. */
  private void left(Repointing repointing) {
    Table from = repointing.from();
    Query count =
        Select.of(
            List.of(new Item(Exprs.countAll(), "n")),
            new TableFrom(from.name(), from.name().name()),
            null);
    Action action = repointing.reference().key().onDelete();
    int end = said.kept().end();
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.REFERENCED_ROWS,
                "{n} of {of} rows of "
                    + from.name()
                    + " {n:refers|refer} to rows of "
                    + table().name()
                    + " that would go")
            .at(said.at(), repointing.words() + " points at duplicates")
            .suggest(
                "let them point at the row that stays",
                Safety.CHECK,
                new Edit(
                    new Span(end, end),
                    end == said.span().end() ? " repoint all" : "repoint all "));
    none(
        referring(repointing, own(repointing), null),
        count,
        refuses(action)
            ? problem
            : problem.note("its on delete " + action.words() + " would act on them"));
  }

  private void repoint(Repointing repointing) {
    if (repointing.conflict() != null) {
      settle(repointing, repointing.conflict());
    }
    stays(repointing);
    if (isSelf(repointing)) {
      itself(repointing);
    }
    Match match =
        Match.made(groups.pair(), refers(repointing), table().name().toString(), repointing.at());
    boolean all = repointing.reference().key().onDelete() == Action.RESTRICT;
    Rows rows = new Rows(repointing.from(), match, surviving(repointing, all), null);
    List<Assigned> assigned = new ArrayList<>();
    for (int i = 0; i < repointing.columns().size(); i++) {
      Column column = repointing.from().column(repointing.columns().get(i)).orElseThrow();
      String target = repointing.reference().key().targetColumns().get(i);
      assigned.add(new Assigned(column, groups.stays(target), repointing.at()));
    }
    RowUpdate update = new RowUpdate(to, rows, assigned, repointing.at(), said.span());
    update.askValues(key -> help(repointing, key));
    update.withoutLoss(said.loss(), "the duplicates of " + table().name() + " were not saved");
  }

  private String help(Repointing repointing, List<String> key) {
    return isSelf(repointing)
        ? "remove such rows by a dedupe of their own first"
        : "one of them stays with: repoint "
            + repointing.words()
            + " on conflict ("
            + String.join(", ", key)
            + ") keep first";
  }

  /** What is referred to must have a value in the row that stays. */
  private void stays(Repointing repointing) {
    Expr nothing = null;
    for (String target : repointing.reference().key().targetColumns()) {
      if (table().column(target).orElseThrow().nullable()) {
        Expr without = Exprs.isNull(groups.stays(target));
        nothing = nothing == null ? without : Exprs.or(nothing, without);
      }
    }
    if (nothing != null) {
      String columns = String.join(", ", repointing.reference().key().targetColumns());
      none(
          referring(repointing, own(repointing), nothing),
          null,
          Diagnostic.error(
                  Code.NO_MATCH,
                  "{n} {n:row|rows} of " + repointing.from().name() + " would point at nothing")
              .at(repointing.at(), "the row that stays has no " + columns));
    }
  }

  /** No row comes to point at itself, and no group changes with what is re-pointed. */
  private void itself(Repointing repointing) {
    Expr loop = null;
    for (String target : repointing.reference().key().targetColumns()) {
      loop = Exprs.and(loop, Exprs.equal(groups.stays(target), column(table(), target)));
    }
    String columns = String.join(", ", repointing.columns());
    none(
        referring(repointing, own(repointing), loop),
        null,
        Diagnostic.error(
                Code.POINTS_AT_ITSELF,
                "{n} {n:row|rows} of " + table().name() + " would point at {n:itself|themselves}")
            .at(repointing.at(), "a duplicate of its own is what " + columns + " points at")
            .note("let such rows point elsewhere first, or at nothing"));
    boolean grouped =
        groups.by().stream()
            .anyMatch(e -> e.columns().stream().anyMatch(repointing.columns()::contains));
    if (grouped) {
      none(
          referring(repointing, groups.by(), groups.taking()),
          null,
          Diagnostic.error(
                  Code.DUPLICATES,
                  "{n} {n:row|rows} of "
                      + table().name()
                      + " {n:gets|get} another "
                      + columns
                      + ", by which duplicates are found")
              .at(
                  said.by().getFirst().span().to(said.by().getLast().span()),
                  "changes with " + "what is re-pointed")
              .note("remove the duplicates level by level: where " + columns + " is null first"));
    }
  }

  /** Of rows that would agree in a unique key once they are re-pointed all but one go. */
  private void settle(Repointing repointing, Repointing.Conflict conflict) {
    Table from = repointing.from();
    String name = from.name().name();
    TableFrom self = new TableFrom(from.name(), name);
    Expr present = null;
    List<Expr> per = new ArrayList<>();
    for (String column : conflict.key()) {
      Expr old = column(from, column);
      present = old.typing().nullable() ? Exprs.and(present, Exprs.isNotNull(old)) : present;
      int at = repointing.columns().indexOf(column);
      if (at < 0) {
        per.add(old);
      } else {
        String target = repointing.reference().key().targetColumns().get(at);
        Expr goes = Exprs.isNotNull(groups.gone(target));
        per.add(Exprs.when(goes, groups.stays(target), old));
      }
    }
    List<Order> order = from.key().stream().map(k -> new Order(column(from, k), false)).toList();
    Join all = new Join(self, groups.pair(), JoinKind.LEFT, refers(repointing), Span.NONE);
    String stays = "mig_stays";
    Select staying =
        new Select(
            RowSamples.key(from, name),
            all,
            present,
            List.of(),
            null,
            new Keep(conflict.last(), order, per),
            List.of(),
            false,
            -1);
    Expr match = null;
    for (String key : from.key()) {
      Column column = from.column(key).orElseThrow();
      match =
          Exprs.and(match, Exprs.equal(Exprs.column(stays, column), Exprs.column(name, column)));
    }
    Select one =
        Select.of(List.of(new Item(Exprs.number(1), "one")), new QueryFrom(staying, stays), match);
    Expr goes = Exprs.and(present, Exprs.notExists(one));
    new Deletion(to, from, goes, conflict.at(), said.span()).run(said.loss());
  }

  /** Saved before the rows go, because they are computed from them. */
  private Optional<Undo> saveMerged() {
    if (merged.assigned().isEmpty()) {
      return Optional.empty();
    }
    List<Assigned> values = merged.values();
    boolean scratch = said.loss() != Loss.SAVING || Undo.live(to, table(), values).isEmpty();
    return Undo.save(to, merged.rows(), values, scratch, said.at(), said.span());
  }

  private void merge(Undo values) {
    RowUpdate update = values.fromSaved(to, said.at());
    update.askValues(null);
    Reverse reverse;
    boolean scratch = values.scratch();
    if (!scratch) {
      reverse = values.reverse();
    } else if (Undo.live(to, table(), update.assigned()).isEmpty()) {
      reverse = Reverse.NOTHING;
    } else {
      String names = merged.columns().stream().map(Column::name).collect(Collectors.joining(", "));
      reverse =
          new Reverse.None("the old values of " + table().name() + "." + names + " were not saved");
    }
    update.exact(reverse);
    if (scratch) {
      to.emit(new DropSaved(values.saved(), said.span()));
    }
  }
}
