// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries a new server out, as the phone of somebody with a diagnosis and as their authority. */
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    description = {
      "Upload the keys of a phone that nobody has, with a certificate: to see the first file of a"
          + " new server. The authority has to be registered there; take one that is for trials.",
      "Prints what the server answers. Exits with 1 if it refuses.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out authority.pem",
      "  openssl pkey -in authority.pem -pubout -out authority.pub.pem     # to be registered",
      "  phone upload https://keys.example/v1/publish --app com.example.app"
          + " --issuer gov.example.doh --audience en-key-server --key-version r1"
          + " --authority-key authority.pem"
    })
final class UploadCommand implements Callable<Integer> {
  private static final int MOST_DAYS = 13;
  private static final int HMAC_KEY_BYTES = 16;
  private static final int TX_POWER = -20;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "Where phones upload: http or https.")
  String url = "";

  @Option(
      names = "--app",
      required = true,
      paramLabel = "NAME",
      description = "The app, as it is registered.")
  String app = "";

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      defaultValue = "3",
      description =
          "How many days before today to upload, 1 to 13, with a key for each (default:"
              + " ${DEFAULT-VALUE}).")
  int days = 3;

  @Mixin AuthorityOptions authority = new AuthorityOptions();

  private final RandomGenerator random = new SecureRandom();

  @Override
  public Integer call() throws InterruptedException {
    if (days < 1 || days > MOST_DAYS) {
      throw new ParameterException(spec.commandLine(), "--days is from 1 to 13, not " + days);
    }
    URI endpoint = Download.address(spec, url);
    if ("file".equals(endpoint.getScheme())) {
      throw new ParameterException(spec.commandLine(), "not an address of http: '" + url + "'");
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean good = false;
    try (HttpClient http = Download.client()) {
      PublishUpload upload = upload(InstantSource.system().instant());
      PublishAnswer answer = new PublishClient(http, endpoint, random).publish(upload);
      good = answer.status() == 200 && answer.insertedExposures() > 0;
      out.println(good ? "OK   " + url + ": " + keys(answer) : "FAIL " + url + ": " + why(answer));
    } catch (IOException e) {
      out.println("FAIL " + (e.getMessage() == null ? url + " cannot be reached" : e.getMessage()));
    }
    out.flush();
    return good ? 0 : 1;
  }

  /** Of days that are over, since the key of today is kept back until tomorrow. */
  private PublishUpload upload(Instant now) throws IOException {
    Phone phone = new Phone(random, TX_POWER);
    for (int day = days; day > 0; day--) {
      Bytes _ = phone.broadcast(now.minus(Duration.ofDays(day)));
    }
    IntervalNumber midnight = IntervalNumber.at(now.truncatedTo(ChronoUnit.DAYS));
    List<TemporaryExposureKey> keys = new ArrayList<>(phone.share(now));
    keys.removeIf(key -> key.end().compareTo(midnight) > 0);
    List<KeyText> texts = PublishUpload.texts(keys, 0);
    byte[] secret = new byte[HMAC_KEY_BYTES];
    random.nextBytes(secret);
    Bytes hmacKey = Bytes.of(secret);
    String certificate =
        authority.certifier().certify(texts, hmacKey, ReportType.CONFIRMED, Optional.empty(), now);
    return new PublishUpload(
        texts, app, certificate, hmacKey, Optional.empty(), false, Optional.empty());
  }

  private static String keys(PublishAnswer answer) {
    return answer.insertedExposures() + " keys are stored";
  }

  private static String why(PublishAnswer answer) {
    return answer.status()
        + answer.code().map(code -> " " + code).orElse("")
        + answer.error().map(error -> ": " + error).orElse("");
  }
}
