// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import dagger.BindsInstance;
import dagger.Component;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.exposurenotifications.core.export.ExportBatches;
import org.exposurenotifications.core.export.ListExportKeys;
import org.exposurenotifications.core.export.PlanBatches;
import org.exposurenotifications.core.job.CheckClock;
import org.exposurenotifications.core.publish.AttestationPolicy;
import org.exposurenotifications.core.publish.PublishKeys;
import org.exposurenotifications.core.publish.RehearsePublish;
import org.exposurenotifications.core.retention.RemoveExpiredFiles;
import org.exposurenotifications.core.retention.RemoveExpiredKeys;
import org.exposurenotifications.ports.Platform;

/** Every use case, on one platform and one database. */
@Singleton
@Component(modules = PortsModule.class)
public interface KeyServerComponent {
  PublishKeys publishKeys();

  RehearsePublish rehearsePublish();

  PlanBatches planBatches();

  ExportBatches exportBatches();

  RemoveExpiredKeys removeExpiredKeys();

  RemoveExpiredFiles removeExpiredFiles();

  ListExportKeys listExportKeys();

  CheckClock checkClock();

  @Component.Factory
  interface Factory {
    KeyServerComponent create(
        @BindsInstance Platform platform,
        @BindsInstance Stores stores,
        @BindsInstance Settings settings,
        @BindsInstance AttestationPolicy attestation,
        @BindsInstance InstantSource clock,
        @BindsInstance SecureRandom random,
        @BindsInstance Executor background);
  }
}
