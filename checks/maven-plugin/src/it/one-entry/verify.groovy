String log = new File(basedir, 'build.log').text
assert log.contains('The checks are set up.')
assert log =~ /Leaky\.java:\[11,\d+\] \[PooledNotClosed\]/
assert log.count('[PooledNotClosed]') >= 1
String sarif = new File(basedir, 'target/tenure.sarif').text
assert sarif.contains('"ruleId" : "PooledNotClosed"')
assert sarif.contains('codeFlows')
assert sarif.contains('"fixes"')
