package dev.mig.statement.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.expression.Exprs;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names as PostgreSQL makes them. */
class ConstraintNamesTest {
  private static Table table(String name) {
    return Table.of(QName.of(name), List.of(), List.of());
  }

  @Test
  void joinsTableColumnsAndKind() {
    assertThat(ConstraintNames.foreignKey(table("orders"), List.of("customer_id", "part")))
        .isEqualTo("orders_customer_id_part_fkey");
    assertThat(ConstraintNames.check(table("orders"), "total")).isEqualTo("orders_total_check");
  }

  @Test
  void countsOnWhereANameIsTaken() {
    Table orders = table("orders");
    for (String name : List.of("orders_total_check", "Orders_total_check1")) {
      orders = orders.plus(new Check(name, Exprs.truth(true), true));
    }
    assertThat(ConstraintNames.check(orders, "total")).isEqualTo("orders_total_check2");
  }

  @Test
  void shortensTheLongerPartFirst() {
    String name = ConstraintNames.check(table("t"), "c".repeat(80));
    assertThat(name).isEqualTo("t_" + "c".repeat(55) + "_check");
    String both = ConstraintNames.check(table("t".repeat(60)), "c".repeat(60));
    assertThat(both).isEqualTo("t".repeat(28) + "_" + "c".repeat(28) + "_check");
  }

  @Test
  void cutsBetweenLetters() {
    String name = ConstraintNames.check(table("größe"), "ß".repeat(60) + "😀".repeat(3));
    assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
    assertThat(name).startsWith("größe_ß").endsWith("ß_check");
  }
}
