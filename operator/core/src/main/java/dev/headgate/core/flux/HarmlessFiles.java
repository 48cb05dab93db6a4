package dev.headgate.core.flux;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Files outside every rendered folder whose change says nothing to a cluster. The list is short on
 * purpose: {@code bootstrap/}, {@code talos/} and scripts are not on it, since people apply them.
 */
public final class HarmlessFiles {

  private static final List<Predicate<String>> RULES =
      List.of(
          pathLike(".*\\.md"), // read by people
          pathLike("(LICENSE|COPYING|NOTICE|AUTHORS)[^/]*"),
          pathLike("docs/.*"), // a site or pictures, built elsewhere
          pathLike("(.*/)?CODEOWNERS"), // whom the Git server asks
          pathLike("\\.(github|gitlab|gitea|forgejo|woodpecker|circleci)/.*"), // runs in CI; what
          pathLike("\\.(gitlab-ci|woodpecker)\\.ya?ml"), // it pushes is a commit of its own
          pathLike("\\.(gitignore|gitattributes|gitmodules|editorconfig)"),
          pathLike("\\.?renovate(rc)?(\\.json5?)?|\\.renovate/.*"), // its updates are commits too
          pathLike("\\.?[Tt]askfile\\.ya?ml|\\.taskfiles/.*"), // people run tasks, Flux does not
          pathLike("(.*/)?(\\.?justfile|mod\\.just|[^/]*\\.just)"),
          pathLike("\\.?mise\\.toml|\\.mise/.*|\\.envrc|\\.tool-versions"), // tools of a work place
          pathLike(
              "\\.?lefthook\\.(ya?ml|toml)|\\.pre-commit-config\\.ya?ml"), // run before a commit
          pathLike("\\.(vscode|idea|devcontainer)/.*"),
          pathLike("[^/]*\\.code-workspace"),
          pathLike("\\.(yamllint|yamlfmt|prettierrc|prettierignore|shellcheckrc|oxfmtrc)[^/]*"),
          pathLike("\\.(markdownlint|ansible-lint|kube-linter|gitleaks|trivyignore)[^/]*"),
          pathLike("[._]?(typos|cspell)\\.[a-z0-9]+|\\.(codespellrc|lycheeignore)"));

  private HarmlessFiles() {}

  public static boolean contains(String path) {
    return RULES.stream().anyMatch(rule -> rule.test(path));
  }

  private static Predicate<String> pathLike(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }
}
