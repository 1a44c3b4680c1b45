// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.ExportConfig;

/** Every file is signed by each signer of its export, and by no other. */
final class SignaturesVerify implements Check {
  @Override
  public String name() {
    return "signatures verify";
  }

  @Override
  public Stream<String> problems(Evidence evidence) {
    return evidence.exports().stream()
        .flatMap(export ->
            evidence.files().entrySet().stream()
                .filter(batch -> batch.getKey().export().equals(export.filenameRoot()))
                .flatMap(batch -> batch.getValue().stream())
                .filter(file -> !isSigned(file, export))
                .map(file -> "a file of %s from %s".formatted(export.name(), file.header())));
  }

  private static boolean isSigned(ExportFile file, ExportConfig export) {
    List<Bytes> signatures =
        file.signatures().stream().map(signature -> signature.signature()).sorted().toList();
    List<Bytes> expected =
        export.signatureInfos().stream()
            .map(id -> SimulatedSigningKeys.signature("key-" + id, file.sha256()))
            .sorted()
            .toList();
    return signatures.equals(expected);
  }
}
