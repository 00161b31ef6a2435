assert new File(basedir, 'target/classes/com/example/similarity/Similarity.class').exists()
assert !new File(basedir, 'build.log').text.contains('[PooledNotClosed]')
