package dev.headgate.core.flux;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells references that kustomize would fetch from elsewhere, by the rules of its {@code
 * git.NewRepoSpecFromURL} and {@code IsRemoteFile}. It asks no file system: a folder called {@code
 * github.com} would be cloned all the same.
 */
public final class RemoteReference {

  private static final Pattern USER_AT_HOST = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*@.*");

  private RemoteReference() {}

  public static boolean isRemote(String reference) {
    var lower = reference.strip().toLowerCase(Locale.ROOT);
    return lower.contains("://")
        || Stream.of("git::", "gh:", "github.com/", "github.com:").anyMatch(lower::startsWith)
        || USER_AT_HOST.matcher(lower).matches();
  }
}
