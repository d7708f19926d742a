package dev.mig.compile;

import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.statement.Lowering;
import dev.mig.statement.MadeFrom;
import java.util.Optional;
import java.util.Set;

/** What a walk remembers of where tables, columns and their values come from. */
abstract class Memory implements Lowering {
  final Origins origins;
  final Derivations derivations = new Derivations();

  Memory(Schema start) {
    this.origins = new Origins(start);
  }

  @Override
  public Optional<QName> nameAtStart(QName now) {
    return origins.table(now);
  }

  @Override
  public Optional<String> columnAtStart(QName tableNow, String columnNow) {
    return origins.column(tableNow, columnNow);
  }

  @Override
  public void moved(QName intoNow) {
    origins.moved(intoNow);
  }

  @Override
  public void madeFrom(QName tableNow, String columnNow, MadeFrom from) {
    derivations.put(tableNow, columnNow, from);
  }

  @Override
  public Optional<MadeFrom> madeFrom(QName tableNow, String columnNow) {
    return derivations.of(tableNow, columnNow);
  }

  @Override
  public void needed(QName tableNow, Set<String> columnsNow) {
    origins.needed(tableNow, columnsNow);
  }

  @Override
  public boolean isNew(QName tableNow) {
    return origins.isNew(tableNow);
  }

  @Override
  public boolean isNew(QName tableNow, String columnNow) {
    return origins.isNew(tableNow, columnNow);
  }

  @Override
  public boolean resized(QName tableNow) {
    return origins.resized(tableNow);
  }
}
