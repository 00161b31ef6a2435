String log = new File(basedir, 'build.log').text
assert log.contains('COMPILATION ERROR')
assert log.count('[PooledNotClosed]') >= 3
assert log.contains('checks/docs/PooledNotClosed.md')
assert log =~ /Similarity\.java:\[19,\d+\]/
assert !log.contains('Exception in thread')
