File layers = new File(basedir, 'library/target/classes/com/example/layers')
assert new File(layers, 'ScaleLayer.class').exists()
assert new File(layers, 'Layer.class').exists()
assert new File(layers, 'ScopedEncoder.class').exists()

String log = new File(basedir, 'build.log').text
assert log.contains('Tests run: 4, Failures: 0')
assert log =~ /Careless\.java:\[12,\d+\]/
assert log.contains('[PooledNotClosed] `output`, the PooledTensor from `layer.forward(input)`')
assert log.contains('checks/docs/PooledNotClosed.md')
