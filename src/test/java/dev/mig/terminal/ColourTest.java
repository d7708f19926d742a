package dev.mig.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** --color, then NO_COLOR, then CLICOLOR_FORCE, then the terminal. */
class ColourTest {
  @ParameterizedTest
  @CsvSource({
    "AUTO,   true,  '',                             true",
    "AUTO,   false, '',                             false",
    "AUTO,   true,  TERM=dumb,                      false",
    "AUTO,   true,  NO_COLOR=1,                     false",
    "AUTO,   true,  NO_COLOR=,                      true",
    "AUTO,   false, CLICOLOR_FORCE=1,               true",
    "AUTO,   false, CLICOLOR_FORCE=0,               false",
    "AUTO,   false, CLICOLOR_FORCE=1 NO_COLOR=1,    false",
    "AUTO,   false, CLICOLOR_FORCE=1 TERM=dumb,     true",
    "ALWAYS, false, NO_COLOR=1,                     true",
    "NEVER,  true,  CLICOLOR_FORCE=1,               false",
  })
  void isDecidedInThisOrder(
      Colour.When option, boolean terminal, String variables, boolean expected) {
    Map<String, String> environment = new HashMap<>();
    Arrays.stream(variables.split(" "))
        .filter(v -> v.contains("="))
        .forEach(
            v -> environment.put(v.substring(0, v.indexOf('=')), v.substring(v.indexOf('=') + 1)));
    assertThat(Colour.decide(option, environment, terminal).on()).isEqualTo(expected);
  }
}
