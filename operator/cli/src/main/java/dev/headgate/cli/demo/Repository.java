package dev.headgate.cli.demo;

import dev.headgate.local.source.LocalGit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The Git repository of the story. */
final class Repository {

  private static final List<String> FILES =
      List.of(
          "README.md",
          "kubernetes/flux/cluster/ks.yaml",
          "kubernetes/apps/kustomization.yaml",
          "kubernetes/apps/web/kustomization.yaml",
          "kubernetes/apps/web/namespace.yaml",
          "kubernetes/apps/web/frontend/ks.yaml",
          "kubernetes/apps/web/frontend/app/kustomization.yaml",
          "kubernetes/apps/web/frontend/app/configmap.yaml",
          "kubernetes/apps/web/frontend/app/deployment.yaml",
          "kubernetes/apps/web/frontend/app/service.yaml",
          "kubernetes/apps/widgets/kustomization.yaml",
          "kubernetes/apps/widgets/namespace.yaml",
          "kubernetes/apps/widgets/operator/ks.yaml",
          "kubernetes/apps/widgets/operator/app/kustomization.yaml",
          "kubernetes/apps/widgets/operator/app/crd.yaml",
          "kubernetes/apps/widgets/operator/app/rbac.yaml",
          "kubernetes/apps/widgets/operator/app/deployment.yaml",
          "kubernetes/apps/data/kustomization.yaml",
          "kubernetes/apps/data/namespace.yaml",
          "kubernetes/apps/data/postgres/ks.yaml",
          "kubernetes/apps/data/postgres/app/kustomization.yaml",
          "kubernetes/apps/data/postgres/app/statefulset.yaml",
          "kubernetes/apps/data/postgres/app/service.yaml");

  private final LocalGit git;

  private Repository(LocalGit git) {
    this.git = git;
  }

  /** A repository in an empty folder, with the home lab as its first commit. */
  static Repository create(Path folder) {
    var repository = new Repository(LocalGit.init(folder));
    FILES.forEach(file -> repository.git.write(file, resource(file)));
    repository.git.commit("feat: a small home lab");
    return repository;
  }

  String url() {
    return git.url();
  }

  String head() {
    return git.head();
  }

  String commit(String message, Consumer<Edits> edit) {
    edit.accept(new Edits());
    return git.commit(message);
  }

  String revert(String commit) {
    return git.revert(commit);
  }

  private static String resource(String file) {
    var name = "repository/" + file;
    try (var in = Repository.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the demo's file " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What somebody does in an editor. */
  final class Edits {

    Edits write(String file, String content) {
      git.write(file, content);
      return this;
    }

    Edits replace(String file, String old, String now) {
      try {
        var text = Files.readString(git.folder().resolve(file));
        if (!text.contains(old)) {
          throw new IllegalStateException("%s does not contain: %s".formatted(file, old));
        }
        git.write(file, text.replace(old, now));
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
