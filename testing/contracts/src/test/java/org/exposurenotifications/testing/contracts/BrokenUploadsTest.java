// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.junit.jupiter.api.Test;

final class BrokenUploadsTest {
  private static final Verdicts VERDICTS =
      new Verdicts(
          // megabytes are the processor's work: more at once would only be slower
          1,
          InOrder.class,
          PartsKept.class,
          ShortAnswersTaken.class,
          ContentAtEachTry.class,
          CutDeletionsGivenUp.class,
          DeletionsPutOff.class);

  @Test
  void aStoreInOrderFailsNoClause() {
    assertThat(VERDICTS.of(InOrder.class)).isEmpty();
  }

  @Test
  void aServerThatKeepsPartsOfUploadsFailsThoseClauses() {
    assertThat(VERDICTS.of(PartsKept.class))
        .containsExactly(
            "anUploadThatIsCutLeavesNoObjectWhereNoneWas", "anUploadThatIsCutLeavesTheOldObject");
  }

  @Test
  void aStoreThatTakesACutAnswerForTheWholeFailsThoseClauses() {
    assertThat(VERDICTS.of(ShortAnswersTaken.class))
        .containsExactly("anAnswerThatIsCutIsTransientInTime", "oneCutAnswerIsSurvivedOrTold");
  }

  @Test
  void aStoreThatAsksForTheContentAtEachTryFailsThatClause() {
    assertThat(VERDICTS.of(ContentAtEachTry.class))
        .containsExactly("contentIsAskedForOnceHoweverOftenItIsSent");
  }

  @Test
  void aStoreThatTakesACutAnswerToADeletionForTheLastWordFailsThatClause() {
    assertThat(VERDICTS.of(CutDeletionsGivenUp.class))
        .contains("aDeletionWhoseAnswerIsCutIsDoneOrTransientInTime")
        .doesNotContain("anAnswerThatIsCutIsTransientInTime");
  }

  @Test
  void aStoreThatSaysOfACutDeletionThatItIsDoneThoughItIsNotFailsThatClause() {
    assertThat(VERDICTS.of(DeletionsPutOff.class))
        .contains("aDeletionWhoseAnswerIsCutIsDoneOrTransientInTime")
        .doesNotContain("anAnswerThatIsCutIsTransientInTime");
  }

  static final class InOrder extends ToyFaults.OfBlobs {
    InOrder() {
      super(new ToyServer(false), new ToyRetries());
    }
  }

  static final class PartsKept extends ToyFaults.OfBlobs {
    PartsKept() {
      super(new ToyServer(true), new ToyRetries());
    }
  }

  static final class ShortAnswersTaken extends ToyFaults.OfBlobs {
    ShortAnswersTaken() {
      super(new ToyServer(false), new ToyRetries());
    }

    @Override
    ToyClient client(FaultProxy faults, ToyRetries retries) {
      return new ToyClient(faults.address(), retries) {
        @Override
        Optional<byte[]> get(String subject, URI address) {
          return retries.run(subject, () -> readWhatComes(address));
        }
      };
    }

    private static Optional<byte[]> readWhatComes(URI address) throws IOException {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setReadTimeout(300);
      if (connection.getResponseCode() == 404) {
        return Optional.empty();
      }
      if (connection.getResponseCode() >= 400) {
        throw new ToyRetries.ToyRefusal(connection.getResponseCode(), "no");
      }
      ByteArrayOutputStream come = new ByteArrayOutputStream();
      try (InputStream in = connection.getInputStream()) {
        in.transferTo(come);
      } catch (IOException _) {
        // this is what is wrong with it
      }
      return Optional.of(come.toByteArray());
    }
  }

  static final class ContentAtEachTry extends ToyFaults.OfBlobs {
    ContentAtEachTry() {
      super(new ToyServer(false), new ToyRetries());
    }

    @Override
    ToyClient client(FaultProxy faults, ToyRetries retries) {
      return new ToyClient(faults.address(), retries) {
        @Override
        public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
          Optional<byte[]> _ =
              retries.run(name.bucket(), () -> send(putRequest(name, bytes(content))));
        }
      };
    }
  }

  static final class CutDeletionsGivenUp extends ToyFaults.OfBlobs {
    CutDeletionsGivenUp() {
      super(new ToyServer(false), new ToyRetries());
    }

    @Override
    ToyClient client(FaultProxy faults, ToyRetries retries) {
      return new ToyClient(faults.address(), retries) {
        @Override
        public void delete(BlobName name) {
          try {
            super.delete(name);
          } catch (PortFailure.Transient e) {
            throw new PortFailure.Permanent("no deletion in " + name.bucket(), e);
          }
        }
      };
    }
  }

  static final class DeletionsPutOff extends ToyFaults.OfBlobs {
    DeletionsPutOff() {
      super(new ToyServer(false), new ToyRetries());
    }

    @Override
    ToyClient client(FaultProxy faults, ToyRetries retries) {
      return new ToyClient(faults.address(), retries) {
        @Override
        public void delete(BlobName name) {
          // asks whether it is there, and is content with any answer
          try (Blob _ = open(name).orElse(null)) {
          } catch (PortFailure.Transient | IOException _) {
            // "later"
          }
        }
      };
    }
  }
}
