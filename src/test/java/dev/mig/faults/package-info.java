/**
 * What may go wrong while rows are moved in batches, made to go wrong on real databases: killed
 * processes and backends, cut connections, locks of others, refused rows, full disks, hands in the
 * bookkeeping. Each time the final state must be that of an uninterrupted run.
 *
 * <p>{@link dev.mig.faults.Site} is one database with a migration to run on it. {@code
 * -Dmig.kills=200} makes the tests that kill at random go on until they have killed so often.
 */
@NullMarked
package dev.mig.faults;

import org.jspecify.annotations.NullMarked;
