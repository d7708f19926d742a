/**
 * The rules of the house as tests: layers, sizes, cleanliness of the text, the launcher.
 *
 * <p>Reads the repository and the compiled classes, calls no room. A new rule is a test class here.
 */
package dev.mig.house;
