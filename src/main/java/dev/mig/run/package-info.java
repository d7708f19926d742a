/**
 * Running: carries out plans, each in one transaction together with its rows in the ledger,
 * compares the schema with what was predicted before it commits, and tells what has been applied.
 * {@link dev.mig.run.Runner} is the way in. {@link dev.mig.run.Throttle} holds work in many small
 * transactions back while the database is under strain.
 *
 * <p>Imports the rooms up to {@code database}, JDBC, and gson for what the ledger keeps. A further
 * thing that the runner looks at before the commit belongs in {@link dev.mig.run.Runner}; a further
 * column of the ledger in {@link dev.mig.run.LedgerSql} and {@link dev.mig.run.Ledger}, with a new
 * {@link dev.mig.run.Ledger#FORMAT} when older versions could not live with it.
 */
@NullMarked
package dev.mig.run;

import org.jspecify.annotations.NullMarked;
