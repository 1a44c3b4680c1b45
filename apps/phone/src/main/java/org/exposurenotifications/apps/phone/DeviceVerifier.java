// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileSignature;
import org.exposurenotifications.core.exportfile.SignerName;

/**
 * Decides as Android devices do whether a file comes from whom it should (verification-and-phone.md
 * 14.5). Thread-safe.
 */
public final class DeviceVerifier {
  private static final int LARGEST_BATCH = 1_000_000;

  private final List<CosignSet> trusted;

  /**
   * @param trusted a file has to satisfy one of them; several while keys are rotated
   */
  public DeviceVerifier(List<CosignSet> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /**
   * Says why the file is not to be believed.
   *
   * @return a sentence; empty if the file is verified
   */
  public Optional<String> problem(ExportFile file) {
    return problemOfForm(file)
        .or(() -> problemOfAlgorithm(file))
        .or(() ->
            trusted.stream().anyMatch(set -> satisfies(file, set))
                ? Optional.empty()
                : Optional.of("no trusted key has signed this content"));
  }

  /**
   * Says what is missing of files that are handed over together: all of a batch has to come at
   * once.
   */
  public static Optional<String> problemOfBatches(List<ExportFile> files) {
    for (ExportFile file : files) {
      Set<Integer> numbers = new HashSet<>();
      files.stream()
          .filter(other -> other.header().equals(file.header()))
          .filter(other -> other.batchSize() == file.batchSize())
          .forEach(other -> numbers.add(other.batchNumber()));
      if (file.batchSize() > 0 && numbers.size() != file.batchSize()) {
        return Optional.of(
            "of a batch of " + file.batchSize() + " files there are only " + numbers.size());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problemOfForm(ExportFile file) {
    if (file.signatures().isEmpty()) {
      return Optional.of("the file is not signed");
    }
    if (file.signatures().size() != file.signers().size()) {
      return Optional.of(
          "there are "
              + file.signatures().size()
              + " signatures, but "
              + file.signers().size()
              + " signers are named");
    }
    boolean numbered =
        file.batchSize() == 0
            || (1 <= file.batchNumber()
                && file.batchNumber() <= file.batchSize()
                && file.batchSize() <= LARGEST_BATCH);
    return numbered
        ? Optional.empty()
        : Optional.of("batch " + file.batchNumber() + " of " + file.batchSize() + " cannot be");
  }

  /** Signatures of names that nobody here trusts are passed over. */
  private Optional<String> problemOfAlgorithm(ExportFile file) {
    return file.signatures().stream()
        .map(FileSignature::signer)
        .filter(signer -> isAnonymous(signer) || isKnown(signer))
        .map(SignerName::algorithm)
        .filter(algorithm -> !algorithm.equals(SignerName.ECDSA_WITH_SHA256))
        .findFirst()
        .map(algorithm -> "the signature algorithm '" + algorithm + "' is not known");
  }

  private boolean isKnown(SignerName signer) {
    return trusted.stream().anyMatch(set -> set.keys().containsKey(nameOf(signer)));
  }

  private static boolean satisfies(ExportFile file, CosignSet set) {
    return !set.keys().isEmpty()
        && set.keys().entrySet().stream()
            .allMatch(key ->
                file.signatures().stream()
                    .filter(signature -> speaksOf(signature, key.getKey(), file, set))
                    .anyMatch(signature -> verifies(signature, key.getValue(), file)));
  }

  /** A signature without a name can only be that of the one key in question. */
  private static boolean speaksOf(
      FileSignature signature, String name, ExportFile file, CosignSet set) {
    return isAnonymous(signature.signer())
        ? file.signatures().size() == 1 && set.keys().size() == 1
        : nameOf(signature.signer()).equals(name);
  }

  private static boolean verifies(FileSignature signature, PublicKey key, ExportFile file) {
    return signature.verifies(key, file.sha256());
  }

  private static boolean isAnonymous(SignerName signer) {
    return signer.keyId().isEmpty();
  }

  static String nameOf(SignerName signer) {
    return signer.keyId() + "-" + signer.keyVersion();
  }
}
