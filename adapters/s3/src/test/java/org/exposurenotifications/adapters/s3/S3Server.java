// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;

/** s3proxy, which checks signatures as S3 does, on objects in memory. */
final class S3Server implements AutoCloseable {
  static final Secret SECRET = new Secret(Samples.utf8("its-secret-half"));
}
