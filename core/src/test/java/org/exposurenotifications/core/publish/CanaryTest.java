// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;

/** Neither keys nor secrets show in the text of anything that this package makes. */
class CanaryTest {
  private final PublishWorld world = new PublishWorld();
  private final List<ClientKey> keys = world.keys(2);
  private final UploadForm form = world.upload(keys).as(ReportType.LIKELY);
  private final PublishOutcome.Accepted first = world.accepted(form);
  private final PublishRequest request =
      world.upload(keys).token(first).attestation("canary-evidence").request();

  @Test
  void noRecordOfThisPackageShowsThem() throws IOException, URISyntaxException {
    Set<Class<?>> seen = new HashSet<>();
    for (Object root : everything()) {
      visit(root, seen);
    }

    assertThat(seen).containsAll(recordsOfThePackage());
  }

  @Test
  void noRefusalShowsThem() {
    Stream.of(
            form,
            form.token("Z2FyYmFnZQ=="),
            world.upload(keys).app("unknown"),
            world.upload(keys).uncertified(),
            world.upload(keys).certificate(request.verificationPayload()),
            world.upload(keys).regions("XX"),
            world.upload(new ClientKey(keys.getFirst().key(), 1, 145, 9)),
            world.upload(new ClientKey(keys.getFirst().key() + "AAAA", 1, 1, 1)))
        .map(world::refused)
        .forEach(refused -> assertSilent(refused.toString()));
  }

  @Test
  void noFailureShowsThem() {
    ExposureStore failing =
        Intercepted.failing(
            ExposureStore.class,
            world.stores.exposures(),
            "merge",
            new PortFailure.Transient("away", null));
    PublishKeys server = world.publishKeys(world.ports.with(failing));
    ExposureStore busy =
        Intercepted.before(
            ExposureStore.class,
            world.stores.exposures(),
            "merge",
            _ -> assertThat(world.publish(world.upload(keys).token(first))).isNotNull());

    assertSilent(stackTrace(catchThrowable(() -> server.publish(request))));
    assertSilent(world.publishKeys(world.ports.with(busy)).publish(request).toString());
    DraftKey unchecked = DraftKey.of(new ClientKey(keys.getFirst().key(), -1, 145, 9), arrival());
    assertSilent(stackTrace(catchThrowable(unchecked::key)));
  }

  /** An object of every kind, each with the canaries inside. */
  private List<Object> everything() {
    Claims claims =
        new Claims(
            Optional.of(PublishWorld.AUTHORITY),
            Optional.of(ReportType.CONFIRMED),
            OptionalLong.empty(),
            request.keys());
    TreeSet<Region> regions = new TreeSet<>(PublishWorld.app("x", false, false, "US").regions());
    ScreenUpload.Result result =
        new ScreenUpload(TestSettings.releasingSameDayKeys())
            .screen(request, regions, claims, PublishWorld.NOW);
    Submission submission = result.submission();
    PresentedToken opened =
        PresentedToken.of(request.revisionToken(), world.tokens(world.ports), PublishWorld.NOW);
    Step<MergePlan> plan =
        PlanMerge.plan(
            submission,
            world.stores.exposures().addIfNonePresent(submission.upload()),
            opened,
            true,
            false);
    DraftKey draft = submission.keys().firstEntry().getValue();
    return List.of(
        request,
        first,
        world.refused(form),
        result,
        plan,
        opened,
        new PresentedToken.Missing(),
        new PresentedToken.Unreadable(),
        PhoneRules.of(PublishSettings.DEFAULT, Optional.empty(), submission.onset()),
        new Screening.Rejected("reason", List.of()),
        new KeyRule.Verdict.Keep(draft),
        new KeyRule.Verdict.Drop("reason"),
        new KeyRule.Verdict.DropWithWarning("reason"),
        new ChangeReport.Nothing(),
        new ChangeReport.Revise(),
        new ChangeReport.Refuse(PublishOutcome.Reason.KEY_ALREADY_REVISED),
        Step.stop(PublishOutcome.Reason.BAD_REQUEST, "message"),
        new StoreSubmission.Stored(2, submission.tokenEntries()),
        submission.upload(),
        PublishSettings.DEFAULT,
        AttestationPolicy.OFF);
  }

  private void visit(Object value, Set<Class<?>> seen) throws IOException {
    switch (value) {
      case Optional<?> optional -> {
        if (optional.isPresent()) {
          visit(optional.get(), seen);
        }
      }
      case Collection<?> elements -> {
        for (Object element : elements) {
          visit(element, seen);
        }
      }
      case Map<?, ?> map -> {
        visit(map.keySet(), seen);
        visit(map.values(), seen);
      }
      case Record parts -> {
        seen.add(parts.getClass());
        assertSilent(parts.toString());
        if (parts.getClass().getPackage().equals(CanaryTest.class.getPackage())) {
          for (Object component : components(parts)) {
            visit(component, seen);
          }
        }
      }
      default -> {}
    }
  }

  private static List<Object> components(Record parts) throws IOException {
    List<Object> values = new ArrayList<>();
    try {
      for (var component : parts.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        values.add(component.getAccessor().invoke(parts));
      }
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
    return values;
  }

  private static List<Class<?>> recordsOfThePackage() throws IOException, URISyntaxException {
    Path classes =
        Path.of(PublishKeys.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve(PublishKeys.class.getPackageName().replace('.', '/'));
    List<Class<?>> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        if (!name.equals("package-info")) {
          Class<?> type = Class.forName(PublishKeys.class.getPackageName() + "." + name);
          if (type.isRecord()) {
            records.add(type);
          }
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
    assertThat(records).hasSizeGreaterThan(20);
    return records;
  }

  private void assertSilent(String text) {
    assertThat(text).doesNotContain(canaries());
  }

  private List<String> canaries() {
    List<String> canaries = new ArrayList<>();
    for (ClientKey key : keys) {
      byte[] bytes = Base64.getDecoder().decode(key.key());
      canaries.add(key.key().substring(0, 20));
      canaries.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      canaries.add(HexFormat.of().formatHex(bytes));
      canaries.add(HexFormat.of().withUpperCase().formatHex(bytes));
      String list = Arrays.toString(bytes);
      canaries.add(list.substring(1, list.length() - 1));
    }
    canaries.add(request.hmacKey());
    canaries.add(request.verificationPayload());
    canaries.addAll(List.of(request.verificationPayload().split("\\.", -1)));
    canaries.add(request.revisionToken().substring(0, 40));
    canaries.add(request.attestation());
    return canaries;
  }

  private static Arrival arrival() {
    return new Arrival(Instant.EPOCH, PublishSettings.DEFAULT.truncateWindow());
  }

  private static String stackTrace(Throwable failure) {
    assertThat(failure).isNotNull();
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
