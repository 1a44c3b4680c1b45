// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.NonValidatingFactory;
import org.postgresql.ssl.WrappedFactory;

/** TLS with a client's certificate, whose key may have any form that libpq takes. */
final class ClientTls {
  private ClientTls() {}

  /** The driver makes one for each connection, so that renewed files count from the next one on. */
  public static final class Factory extends WrappedFactory {
    public Factory(Properties settings) throws GeneralSecurityException, IOException {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own(settings).getKeyManagers(), trusted(settings), null);
      factory = context.getSocketFactory();
    }
  }

  private static KeyManagerFactory own(Properties settings)
      throws GeneralSecurityException, IOException {
    PrivateKey key = ClientKey.read(Path.of(settings.getProperty("sslkey")));
    List<X509Certificate> chain = Certificates.read(Path.of(settings.getProperty("sslcert")));
    KeyStore store = empty();
    store.setKeyEntry("client", key, new char[0], chain.toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    return keys;
  }

  /** As libpq: the modes below verify-ca encrypt, and trust any server. */
  private static TrustManager[] trusted(Properties settings)
      throws GeneralSecurityException, IOException {
    if (!settings.getProperty("sslmode", "").startsWith("verify-")) {
      return new TrustManager[] {new NonValidatingFactory.NonValidatingTM()};
    }
    KeyStore store = empty();
    for (X509Certificate root : Certificates.read(Path.of(settings.getProperty("sslrootcert")))) {
      store.setCertificateEntry("root-" + store.size(), root);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
