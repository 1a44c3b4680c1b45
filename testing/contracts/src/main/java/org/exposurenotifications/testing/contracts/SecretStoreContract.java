// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.junit.jupiter.api.Test;

/** The clauses of {@link SecretStore}. */
public interface SecretStoreContract {
  /** The store under test: the same within a test, without secrets at its beginning. */
  SecretStore secrets();

  /**
   * Puts a secret into the place that the store reads, by the platform's own means; a further value
   * of the same name is its newest version.
   *
   * @param name letters, digits and dashes
   * @return how the platform refers to the newest version
   */
  String plantSecret(String name, String value);

  /**
   * How the platform refers to one version.
   *
   * @param name as planted
   * @param version 1 for the value that was planted first under this name; above the number of
   *     those planted, a version that could be and is not
   */
  String pinnedReference(String name, int version);

  /** Takes the secret with all its versions out of service, by the platform's own means. */
  void withdrawSecret(String name);

  @Test
  default void aSecretIsFound() {
    String reference = plantSecret("db-password", "correct horse");
    assertThat(secrets().find(reference).map(Secret::reveal)).hasValue("correct horse");
  }

  @Test
  default void anAbsentSecretIsEmpty() {
    plantSecret("present", "value");
    assertThat(secrets().find("absent")).isEmpty();
  }

  @Test
  default void theNewestVersionWins() {
    plantSecret("rotated", "first");
    plantSecret("rotated", "second");
    String reference = plantSecret("rotated", "third");
    assertThat(secrets().find(reference).map(Secret::reveal)).hasValue("third");
  }

  @Test
  default void aReferenceWithoutAVersionFollowsTheSecretsRotation() {
    String reference = plantSecret("rotated", "first");
    assertThat(secrets().find(reference).map(Secret::reveal)).hasValue("first");
    plantSecret("rotated", "second");
    assertThat(secrets().find(reference).map(Secret::reveal)).hasValue("second");
  }

  @Test
  default void aPinnedReferenceKeepsItsVersion() {
    plantSecret("pinned", "first");
    plantSecret("pinned", "second");
    plantSecret("pinned", "third");
    assertThat(List.of(1, 2, 3))
        .extracting(version -> secrets().find(pinnedReference("pinned", version)))
        .extracting(found -> found.map(Secret::reveal).orElse("absent"))
        .containsExactly("first", "second", "third");
  }

  @Test
  default void aVersionThatIsNotThereIsEmpty() {
    plantSecret("pinned", "first");
    assertThat(secrets().find(pinnedReference("pinned", 2))).isEmpty();
  }

  @Test
  default void aWithdrawnSecretIsNotAnswered() {
    String reference = plantSecret("withdrawn", "swordfish");
    String pinned = pinnedReference("withdrawn", 1);
    String other = plantSecret("other", "stays");
    assertThat(secrets().find(pinned).map(Secret::reveal)).hasValue("swordfish");
    withdrawSecret("withdrawn");
    assertThat(Refusal.of(() -> secrets().find(reference))).doesNotContain("swordfish");
    assertThat(Refusal.of(() -> secrets().find(pinned))).doesNotContain("swordfish");
    assertThat(secrets().find(other).map(Secret::reveal)).hasValue("stays");
  }

  @Test
  default void secretsOfSimilarNamesAreKeptApart() {
    String one = plantSecret("key", "one");
    String two = plantSecret("key-2", "two");
    assertThat(secrets().find(one).map(Secret::reveal)).hasValue("one");
    assertThat(secrets().find(two).map(Secret::reveal)).hasValue("two");
  }

  @Test
  default void everyCharacterOfALongSecretIsKept() {
    String value = "-----BEGIN-----\n{\"ü\": '日本 😀 $x %s \\n'}\t".repeat(200) + "end";
    String reference = plantSecret("long", value);
    assertThat(secrets().find(reference).map(Secret::reveal)).hasValue(value);
  }

  @Test
  default void aReferenceThatIsNotOfTheFormIsEmpty() {
    plantSecret("present", "value");
    for (String reference :
        List.of("", " ", "..", "../present", "x/../present/..", "/", "/etc/hostname", "a\u0000b")) {
      assertThat(secrets().find(reference)).as("reference '%s'", reference).isEmpty();
    }
  }

  @Test
  default void theStoreAndItsAnswersDoNotShowTheSecret() {
    String reference = plantSecret("shy", "swordfish");
    assertThat(secrets().find(reference).toString() + secrets()).doesNotContain("swordfish");
  }
}
