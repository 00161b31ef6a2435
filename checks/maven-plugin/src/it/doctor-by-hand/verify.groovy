String log = new File(basedir, 'build.log').text
assert log.contains('not as an extension')
assert log.contains('<extensions>true</extensions>')
assert log.contains('No compiler argument turns Error Prone on') || log.contains('has no configuration')
