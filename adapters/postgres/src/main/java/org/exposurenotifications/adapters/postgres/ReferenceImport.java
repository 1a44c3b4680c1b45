// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.token.RevisionKeyStore.WrappedKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Carries over what the Go server's database holds (after its 80 migrations): registrations, live
 * keys, the keys of revision tokens, and batches with their files. The Go server's database is read
 * as of one moment and not changed. May be repeated: what is here already stays, registrations are
 * replaced, and a key that was revised there since is revised here.
 */
public final class ReferenceImport {
  private final PostgresConfig from;
  private final PostgresConfig to;
  private final Settings settings;

  /**
   * @param from the Go server's database
   * @param to ours, its tables up to date
   */
  public ReferenceImport(PostgresConfig from, PostgresConfig to, Settings settings) {
    this.from = from;
    this.to = to;
    this.settings = settings;
  }

  /**
   * How to go about it.
   *
   * @param expiry keys that this server would delete are left, and files of batches that start
   *     before {@link ExposureStore.Expiry#createdBefore()} are withdrawn
   * @param maxRecords most keys in a file, of batches that do not say; 1 or more
   * @param dryRun count only, and change nothing
   * @param publicKey returns a health authority's key as PEM, or throws an {@link
   *     IllegalArgumentException} that says what is wrong with it
   * @param revisionKey whether this server can open a key of revision tokens
   * @param progress takes a line now and then
   */
  public record Settings(
      ExposureStore.Expiry expiry,
      int maxRecords,
      boolean dryRun,
      UnaryOperator<String> publicKey,
      Predicate<WrappedKey> revisionKey,
      Consumer<String> progress) {
    Instant cutoff() {
      return expiry.createdBefore();
    }
  }

  /**
   * What became of it. Nothing of it names key data.
   *
   * @param carried how many of what were carried over, or would be
   * @param left what was not, or not as it should be, and somebody should look at
   * @param leftOnPurpose what this server has no use for
   */
  public record Report(Map<String, Long> carried, List<Left> left, List<Left> leftOnPurpose) {
    public Report {
      left = List.copyOf(left);
      leftOnPurpose = List.copyOf(leftOnPurpose);
    }
  }

  /**
   * Rows of the Go server with one reason for leaving them, or a part of each.
   *
   * @param table there
   * @param count of rows; 1 or more
   * @param rows the first of them by their primary keys; keys by their place in the table, so that
   *     who may see them finds them
   */
  public record Left(String table, String reason, long count, List<String> rows) {
    public Left {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Registrations first and batches last: if it breaks off it is to be repeated before an export.
   *
   * @throws PortFailure if either database is out of reach or refuses, or registrations here
   *     contradict those that come
   */
  public Report run() {
    try (Database source = new Database(from);
        Database target = new Database(to);
        Handle reader = source.snapshot("reach the Go server's database")) {
      return run(reader, target);
    } catch (JdbiException failure) {
      throw translate(failure);
    }
  }

  private Report run(Handle reader, Database target) {
    ReferenceTally tally = new ReferenceTally(settings.progress());
    ReferenceRegistrations registrations =
        new ReferenceRegistrations(
            reader, target.read("load the configuration", LoadConfiguration::run), settings, tally);
    registrations.carry(target);
    new ReferenceKeys(reader, registrations.issuers(), settings, tally).carry(target);
    new ReferenceTokens(reader, settings, tally).carry(target);
    new ReferenceBatches(reader, registrations, settings, tally).carry(target);
    ReferenceRest.count(reader, tally);
    reader.rollback();
    return tally.report();
  }

  private static PortFailure translate(JdbiException failure) {
    PortFailure known = Failures.translate("read the Go server's database", failure);
    return Failures.isOtherSchema(known)
        ? new PortFailure.Permanent(
            "The Go server's database lacks a table or column that its 80 migrations make: see that"
                + " the right database is named and its migrations are done",
            known.getCause())
        : known;
  }
}
