package dev.mig.statement;

import org.jspecify.annotations.Nullable;

/**
 * A column as written.
 *
 * @param table the table said with it, or that of the block around it; null when neither is there
 */
public record ColumnName(@Nullable TableName table, WrittenName column) {}
