package dev.tenure.checks.lifetime;

/// One resource on a path: what a site acquired last, or some acquisitions before.
///
/// @param site where it was acquired
/// @param age how often the site acquired another since
record Resource(Site site, int age) {
  Resource older() {
    return new Resource(site, age + 1);
  }
}
