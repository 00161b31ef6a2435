assert new File(basedir, 'library/target/classes/com/example/perceptron/ScopedPerceptron.class').exists()
assert new File(basedir, 'build.log').text.contains('Tests run: 1, Failures: 0')
