// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import org.exposurenotifications.core.config.Registrations;
import org.exposurenotifications.core.export.ExportSettings;
import org.exposurenotifications.core.job.ClockSettings;
import org.exposurenotifications.core.publish.PublishSettings;
import org.exposurenotifications.core.retention.RetentionSettings;
import org.exposurenotifications.core.token.TokenSettings;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.database.DatabaseClock;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.lease.LeaseStore;
import org.exposurenotifications.ports.statistics.StatisticsStore;
import org.exposurenotifications.ports.token.RevisionKeyStore;

/** Takes the bound aggregates apart; no conditions here. */
@Module
final class PortsModule {
  private PortsModule() {}

  @Provides
  static BlobStore blobs(Platform platform) {
    return platform.blobs();
  }

  @Provides
  static SigningKeys signingKeys(Platform platform) {
    return platform.signingKeys();
  }

  @Provides
  static KeyEncryption keyEncryption(Platform platform) {
    return platform.keyEncryption();
  }

  @Provides
  static ExposureStore exposures(Stores stores) {
    return stores.exposures();
  }

  @Provides
  static StatisticsStore statistics(Stores stores) {
    return stores.statistics();
  }

  @Provides
  static WindowStore windows(Stores stores) {
    return stores.windows();
  }

  @Provides
  static BatchStore batches(Stores stores) {
    return stores.batches();
  }

  @Provides
  static BatchKeys batchKeys(Stores stores) {
    return stores.batchKeys();
  }

  @Provides
  static ExportFileStore exportFiles(Stores stores) {
    return stores.exportFiles();
  }

  @Provides
  static ConfigurationStore configuration(Stores stores) {
    return stores.configuration();
  }

  @Provides
  static RevisionKeyStore revisionKeys(Stores stores) {
    return stores.revisionKeys();
  }

  @Provides
  static LeaseStore leases(Stores stores) {
    return stores.leases();
  }

  @Provides
  static DatabaseClock databaseClock(Stores stores) {
    return stores.clock();
  }

  @Provides
  static ClockSettings clockSettings(Settings settings) {
    return settings.clock();
  }

  @Provides
  static PublishSettings publishSettings(Settings settings) {
    return settings.publish();
  }

  @Provides
  static TokenSettings tokenSettings(Settings settings) {
    return settings.token();
  }

  @Provides
  static ExportSettings exportSettings(Settings settings) {
    return settings.export();
  }

  @Provides
  static RetentionSettings retentionSettings(Settings settings) {
    return settings.retention();
  }

  /** One, so that apps and authorities are loaded once for all. */
  @Provides
  @Singleton
  static Registrations registrations(Stores stores, PublishSettings settings, Executor background) {
    return new Registrations(
        stores.configuration(),
        background,
        settings.authorizedAppCache(),
        settings.verificationCache());
  }
}
