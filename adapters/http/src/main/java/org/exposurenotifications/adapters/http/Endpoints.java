// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.exposurenotifications.core.export.ListExportKeys.PublishedKey;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.ports.blob.BlobStore;

/**
 * What a server offers besides health probes; anything not given does not exist.
 *
 * @param publishing uploads
 * @param jobs by path, such as {@code /create-batches}
 * @param blobs published files, for installations without a file server of their own
 * @param exportKeys the public keys that verify published files
 * @param readiness what is wrong at the moment, one sentence each; empty when ready
 */
public record Endpoints(
    Optional<Publishing> publishing,
    Map<String, Supplier<JobReport>> jobs,
    Optional<BlobStore> blobs,
    Optional<Supplier<List<PublishedKey>>> exportKeys,
    Supplier<List<String>> readiness) {
  public static final Endpoints NONE =
      new Endpoints(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), List::of);

  public Endpoints {
    jobs = Map.copyOf(jobs);
  }

  /**
   * @param maxKeys most keys of an upload that {@code publish} accepts
   * @param publish accepts an upload
   * @param rehearse does what a decoy causes
   */
  public record Publishing(
      int maxKeys,
      Function<PublishRequest, PublishOutcome> publish,
      Supplier<PublishOutcome> rehearse) {}

  public Endpoints withPublishing(
      int maxKeys,
      Function<PublishRequest, PublishOutcome> publish,
      Supplier<PublishOutcome> rehearse) {
    return new Endpoints(
        Optional.of(new Publishing(maxKeys, publish, rehearse)),
        jobs,
        blobs,
        exportKeys,
        readiness);
  }

  public Endpoints withJob(String path, Supplier<JobReport> job) {
    Map<String, Supplier<JobReport>> more = new LinkedHashMap<>(jobs);
    more.put(path, job);
    return new Endpoints(publishing, more, blobs, exportKeys, readiness);
  }

  public Endpoints withBlobs(BlobStore store) {
    return new Endpoints(publishing, jobs, Optional.of(store), exportKeys, readiness);
  }

  public Endpoints withExportKeys(Supplier<List<PublishedKey>> keys) {
    return new Endpoints(publishing, jobs, blobs, Optional.of(keys), readiness);
  }

  public Endpoints withReadiness(Supplier<List<String>> problems) {
    return new Endpoints(publishing, jobs, blobs, exportKeys, problems);
  }
}
