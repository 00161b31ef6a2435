package dev.tenure.benchmarks.checks.peers;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Reads the log that Eclipse's compiler writes as XML.
final class EclipseLog {
  private static final Pattern RESOURCE_PROBLEM =
      Pattern.compile(".*(Closeable|Owning|MandatoryClose|Resource).*");

  private EclipseLog() {}

  static List<Report> read(String xml) throws IOException, ToolFailure {
    List<Report> reports = new ArrayList<>();
    NodeList problems = parse(xml).getElementsByTagName("problem");
    for (int i = 0; i < problems.getLength(); i++) {
      Element problem = (Element) problems.item(i);
      String id = problem.getAttribute("id");
      if (RESOURCE_PROBLEM.matcher(id).matches()) {
        reports.add(new Report(Integer.parseInt(problem.getAttribute("line")), id));
      } else if (problem.getAttribute("severity").equals("ERROR")) {
        throw new ToolFailure("line " + problem.getAttribute("line") + ": " + id);
      }
    }
    return reports;
  }

  private static Element parse(String xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("not a log of Eclipse's compiler", e);
    }
  }
}
