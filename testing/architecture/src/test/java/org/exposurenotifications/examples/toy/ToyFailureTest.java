// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToyFailureTest {
  @TempDir Path directory;

  @Test
  void aMissingFileStaysMissingUntilSomebodyCreatesIt() {
    Path file = directory.resolve("secrets.properties");
    var platform = new ToyPlatform(new ToyConfig(file), new MemoryPlatform());
    assertThat(platform.check())
        .containsExactly("the secret file " + file + " cannot be read: create it");
    assertThatThrownBy(() -> platform.secrets().find("any"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessage("cannot read the secret file " + file + ": create it");
  }

  @Test
  void anyOtherFailureMayPass() {
    assertThat(ToyFailure.of("read it", new IOException("disk on fire")))
        .isInstanceOf(PortFailure.Transient.class)
        .hasMessage("cannot read it");
  }
}
