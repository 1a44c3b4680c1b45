// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with the files of a client, before the first connection needs them. */
final class ClientFiles {
  private static final String CERT = "sslCert";
  private static final String KEY = "sslKey";
  private static final String ROOT_CERT = "sslRootCert";

  private final Map<String, String> problems = new TreeMap<>();

  private ClientFiles() {}

  /** Sentences by the component of the configuration, each to follow its name. */
  static Map<String, String> problems(PostgresConfig config) {
    var files = new ClientFiles();
    files.read(ROOT_CERT, config.sslRootCert(), Certificates::read);
    List<X509Certificate> chain = files.read(CERT, config.sslCert(), Certificates::read);
    PrivateKey key = files.read(KEY, config.sslKey(), ClientKey::read);
    if (config.sslCert().isPresent() != config.sslKey().isPresent()) {
      files.problems.putIfAbsent(
          config.sslKey().isPresent() ? CERT : KEY,
          "is not set, but the other of certificate and private key is; set both or neither");
    }
    if (chain != null && key != null && !Certificates.belong(chain.getFirst(), key)) {
      files.problems.put(KEY, "is not the private key of the certificate beside it");
    }
    if (key != null && config.sslMode().startsWith("verify-") && config.sslRootCert().isEmpty()) {
      files.problems.put(
          ROOT_CERT, "is not set; name the certificates that the server's is checked against");
    }
    return files.problems;
  }

  private interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private <T> @Nullable T read(String component, Optional<Path> file, Reader<T> reader) {
    if (file.isEmpty()) {
      return null;
    }
    try {
      return reader.read(file.get());
    } catch (NoSuchFileException _) {
      problems.put(component, "names no file: " + file.get());
    } catch (IOException _) {
      problems.put(component, "names a file that cannot be read: " + file.get());
    } catch (IllegalArgumentException wrong) {
      problems.put(component, "(" + file.get() + ") " + wrong.getMessage());
    }
    return null;
  }
}
