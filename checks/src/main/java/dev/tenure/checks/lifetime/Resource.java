package dev.tenure.checks.lifetime;

import org.jspecify.annotations.Nullable;

/// One resource on a path: what a site acquired last, or some acquisitions before.
///
/// @param site where it was acquired
/// @param age how often the site acquired another since
record Resource(Site site, int age) {
  Resource older() {
    return new Resource(site, age + 1);
  }

  // Written out, because what the JVM makes for a record is linked anew in each compilation.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Resource resource && resource.site == site && resource.age == age;
  }

  @Override
  public int hashCode() {
    return 31 * site.hashCode() + age;
  }
}
