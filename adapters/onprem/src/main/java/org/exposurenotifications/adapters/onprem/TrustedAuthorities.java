// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.exposurenotifications.ports.PortFailure;
import org.jspecify.annotations.Nullable;

/** TLS that trusts the authorities of a PEM file, and no others. */
final class TrustedAuthorities {
  private TrustedAuthorities() {}

  static SSLContext of(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw notCertificates(file, null);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw FileFailure.of("read the authorities' certificates in " + file, e);
    } catch (GeneralSecurityException e) {
      throw notCertificates(file, e);
    }
  }

  private static PortFailure notCertificates(Path file, @Nullable GeneralSecurityException cause) {
    return new PortFailure.Permanent(
        file + " holds no certificates: name a PEM file of the authorities to trust", cause);
  }
}
