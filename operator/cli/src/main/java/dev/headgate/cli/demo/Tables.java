package dev.headgate.cli.demo;

import dev.headgate.local.Binaries;
import dev.headgate.local.Lab;
import dev.headgate.local.Progress;
import dev.headgate.local.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What {@code kubectl get} says in the end. */
final class Tables {

  private Tables() {}

  static void print(Lab lab, Narrator story) throws IOException {
    for (var what : List.of("pgate", "chg")) {
      story.plain("");
      story.plain("$ kubectl get " + what + " -n " + Lab.FLUX);
      story.plain(kubectl(lab, List.of("get", what, "-n", Lab.FLUX)).stripTrailing());
    }
  }

  private static String kubectl(Lab lab, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Binaries.standard(Progress.silent()).path(Tool.KUBECTL).toString());
    command.add("--kubeconfig=" + lab.host().adminKubeconfig());
    command.addAll(arguments);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
