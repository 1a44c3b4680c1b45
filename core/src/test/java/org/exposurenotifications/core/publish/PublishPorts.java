// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.adapters.memory.MemoryStores;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.token.RevisionKeyStore;

/** The ports that publishing uses. */
record PublishPorts(
    ConfigurationStore configuration,
    ExposureStore exposures,
    RevisionKeyStore revisionKeys,
    KeyEncryption encryption,
    AttestationPolicy attestation) {

  static PublishPorts of(MemoryStores stores, MemoryPlatform platform) {
    return new PublishPorts(
        stores.configuration(),
        stores.exposures(),
        stores.revisionKeys(),
        platform.keyEncryption(),
        AttestationPolicy.OFF);
  }

  PublishPorts with(ConfigurationStore other) {
    return new PublishPorts(other, exposures, revisionKeys, encryption, attestation);
  }

  PublishPorts with(ExposureStore other) {
    return new PublishPorts(configuration, other, revisionKeys, encryption, attestation);
  }

  PublishPorts with(RevisionKeyStore other) {
    return new PublishPorts(configuration, exposures, other, encryption, attestation);
  }

  PublishPorts with(KeyEncryption other) {
    return new PublishPorts(configuration, exposures, revisionKeys, other, attestation);
  }

  PublishPorts with(AttestationPolicy other) {
    return new PublishPorts(configuration, exposures, revisionKeys, encryption, other);
  }
}
