/** PostgreSQL: its SQL and its catalog. A new kind of expression or operation is a new case in its writers. */
@NullMarked
package dev.mig.database.postgres;

import org.jspecify.annotations.NullMarked;
