// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileReader;
import org.exposurenotifications.core.exportfile.FileSignature;
import org.exposurenotifications.core.exportfile.ReadLimits;
import org.exposurenotifications.core.exportfile.ReadOutcome;
import org.exposurenotifications.core.exportfile.SignerName;
import org.exposurenotifications.ports.Bytes;
import picocli.CommandLine.Option;

/** Whom to believe. */
final class TrustOptions {
  @Option(
      names = "--public-key",
      required = true,
      paramLabel = "FILE",
      description = "Public key of the server's signer: PEM, P-256.")
  Path publicKey = Path.of("");

  @Option(
      names = "--key-id",
      paramLabel = "ID",
      description = "Name of the key in signatures, such as 310 (default: any).")
  Optional<String> keyId = Optional.empty();

  @Option(
      names = "--key-version",
      paramLabel = "VERSION",
      defaultValue = "v1",
      description = "Version of the key, if --key-id is given (default: ${DEFAULT-VALUE}).")
  String keyVersion = "v1";

  /** Reads an archive and verifies it as a device does. */
  CheckedFile check(Bytes archive) throws IOException {
    PublicKey key = PublicKeyFile.read(publicKey);
    return switch (new ExportFileReader(ReadLimits.DEFAULT).read(archive)) {
      case ReadOutcome.Refused(String reason) -> new CheckedFile(Optional.empty(), List.of(reason));
      case ReadOutcome.Read(ExportFile file) ->
          new CheckedFile(
              Optional.of(file),
              new DeviceVerifier(trusted(file, key)).problem(file).stream().toList());
    };
  }

  /** Without a name, whichever name the file gives to its signers is good. */
  private List<CosignSet> trusted(ExportFile file, PublicKey key) {
    return keyId
        .map(id -> List.of(CosignSet.of(id, keyVersion, key)))
        .orElseGet(() ->
            file.signatures().stream()
                .map(FileSignature::signer)
                .map(signer -> named(signer, key))
                .toList());
  }

  private static CosignSet named(SignerName signer, PublicKey key) {
    return CosignSet.of(signer.keyId(), signer.keyVersion(), key);
  }
}
